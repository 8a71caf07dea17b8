package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.requireBetween;

import io.surtitle.inference.CudaSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a GPU is used.
 *
 * @param id of the GPU, from 0
 * @param tf32 whether ONNX Runtime may round to TF32
 * @param memoryMiB most memory of one bundle's graphs on the GPU, each; null for no limit
 * @param growth how that memory grows
 */
public record Cuda(int id, boolean tf32, @Nullable Integer memoryMiB, CudaSettings.Growth growth)
    implements Section {
  /** Checks the values. */
  public Cuda {
    requireBetween(id, 0, 1023, "id");
    requireBetween(memoryMiB == null ? 1 : memoryMiB, 1, 10_000_000, "memoryMiB");
  }

  static Cuda of(CudaSettings settings) {
    return new Cuda(settings.id(), settings.tf32(), settings.memoryMiB(), settings.growth());
  }

  CudaSettings settings() {
    return new CudaSettings(id, tf32, memoryMiB, growth);
  }
}
