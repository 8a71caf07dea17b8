package io.surtitle.inference;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How ONNX Runtime uses a GPU.
 *
 * @param id of the GPU, from 0
 * @param tf32 whether products of matrices are rounded to TF32: scores then depend on the batch
 * @param memoryMiB most memory of a model's graphs on the GPU, each; null for no limit
 * @param growth how that memory grows
 * @see <a href="https://onnxruntime.ai/docs/execution-providers/CUDA-ExecutionProvider.html">CUDA
 *     execution provider</a>
 */
public record CudaSettings(int id, boolean tf32, @Nullable Integer memoryMiB, Growth growth) {
  /** The documented defaults. */
  public static final CudaSettings DEFAULT =
      new CudaSettings(0, false, null, Growth.NEXT_POWER_OF_TWO);

  /** How the memory of a session on a GPU grows. */
  public enum Growth {
    /** By ever larger pieces, which keeps allocations few. */
    NEXT_POWER_OF_TWO("kNextPowerOfTwo"),
    /** By as much as is needed, which keeps memory for others. */
    SAME_AS_REQUESTED("kSameAsRequested");

    private final String option;

    Growth(String option) {
      this.option = option;
    }
  }

  /** The provider's options, but for the id of the GPU. */
  Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put("use_tf32", tf32 ? "1" : "0");
    options.put("arena_extend_strategy", growth.option);
    if (memoryMiB != null) {
      options.put("gpu_mem_limit", Long.toString((long) memoryMiB << 20));
    }
    return options;
  }
}
