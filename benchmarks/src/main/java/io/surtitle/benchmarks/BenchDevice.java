package io.surtitle.benchmarks;

import io.surtitle.bundle.Bundle;
import io.surtitle.inference.DeviceChoice;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import io.surtitle.inference.RunSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What graphs run on, in all programs of a run.
 *
 * @param choice the CPU or a GPU
 * @param name for people
 */
record BenchDevice(DeviceChoice choice, String name) {
  private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");
  private static final String MODEL = "Model:";

  /**
   * Finds out by loading a bundle.
   *
   * @throws io.surtitle.inference.DeviceException if the wanted device cannot be used
   */
  static BenchDevice of(Path bundle, RunSettings settings, List<Integer> threads) {
    try (Model model = Model.load(Bundle.load(bundle), settings, RunObserver.NONE)) {
      return model.device().equals("cpu")
          ? new BenchDevice(DeviceChoice.CPU, cpu(settings.threads(), threads))
          : new BenchDevice(DeviceChoice.CUDA, gpu(model.device(), models(GPUS)));
    }
  }

  static String cpu(int perRun, List<Integer> threads) {
    return "CPU, %d thread a run, %s at once"
        .formatted(perRun, String.join(" or ", threads.stream().map(String::valueOf).toList()));
  }

  /** The name with the models of the GPUs that the driver tells of. */
  static String gpu(String device, List<String> models) {
    return models.isEmpty() ? device : "%s (%s)".formatted(device, String.join(", ", models));
  }

  /** The models in the driver's files, one of each kind: the order of ids may be another. */
  static List<String> models(Path gpus) {
    if (!Files.isDirectory(gpus)) {
      return List.of();
    }
    try (Stream<Path> each = Files.list(gpus)) {
      return each.flatMap(gpu -> model(gpu.resolve("information"))).distinct().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> model(Path information) {
    try {
      return Files.readAllLines(information).stream()
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(MODEL.length()).strip());
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
