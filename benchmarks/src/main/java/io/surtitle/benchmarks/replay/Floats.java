package io.surtitle.benchmarks.replay;

import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.bundle.Axis;
import io.surtitle.bundle.TensorSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Memory for the float tensors of one graph, large enough for every run of a sample: reused between
 * runs, as a user would do.
 */
final class Floats {
  private final Map<String, ByteBuffer> memory = new HashMap<>();

  Floats(List<TensorSpec> specs, List<RunCount> runs) {
    for (TensorSpec spec : specs) {
      long most = runs.stream().mapToLong(run -> elements(shape(spec, run))).max().orElse(1);
      memory.put(spec.name(), filled(Math.toIntExact(most * spec.type().bytes())));
    }
  }

  /** Memory for a tensor of a run's size; the same memory each time. */
  ByteBuffer bytes(TensorSpec spec, RunCount run) {
    ByteBuffer all = memory.getOrDefault(spec.name(), ByteBuffer.allocateDirect(0));
    ByteBuffer part = all.duplicate().order(ByteOrder.nativeOrder());
    part.limit(Math.toIntExact(elements(shape(spec, run)) * spec.type().bytes()));
    return part;
  }

  private static ByteBuffer filled(int size) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    Random random = new Random(1);
    while (bytes.remaining() >= Float.BYTES) {
      bytes.putFloat(random.nextFloat() - 0.5f);
    }
    bytes.clear();
    return bytes;
  }

  static long[] shape(TensorSpec spec, RunCount run) {
    return spec.shape().stream()
        .mapToLong(axis -> axis instanceof Axis.Fixed fixed ? fixed.size() : size(run, axis))
        .toArray();
  }

  private static long size(RunCount run, Axis axis) {
    return run.size(axis.toString());
  }

  static long elements(long[] shape) {
    long elements = 1;
    for (long axis : shape) {
      elements *= axis;
    }
    return elements;
  }
}
