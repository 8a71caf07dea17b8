package io.surtitle.benchmarks;

import io.surtitle.benchmarks.process.Child;
import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.benchmarks.replay.Rate;
import io.surtitle.benchmarks.replay.ReplayProcess;
import io.surtitle.benchmarks.replay.ReplaySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The engine compared with ONNX Runtime alone, on as many threads and with the same sizes of runs.
 *
 * @param engine its throughput
 * @param runtimeStepsPerSecond steps a second of ONNX Runtime alone
 * @param efficiency the engine's steps a second divided by these
 */
record Efficiency(Throughput engine, double runtimeStepsPerSecond, double efficiency) {
  private static final int HEAP_MB = 1024;

  /** Runs ONNX Runtime alone with the runs in a trace of the engine. */
  static Efficiency measure(Plan plan, Throughput engine, List<RunCount> trace) {
    ReplaySettings settings =
        new ReplaySettings(plan.bundle(), plan.runs(), engine.threads(), plan.seconds() / 2, trace);
    Rate alone = replay(settings);
    double share = engine.stepsPerSecond() / alone.stepsPerSecond();
    return new Efficiency(engine, alone.stepsPerSecond(), share);
  }

  private static Rate replay(ReplaySettings settings) {
    try {
      Path file = Files.createTempFile("surtitle-bench-", ".json");
      try {
        Files.write(file, JsonMapper.shared().writeValueAsBytes(settings));
        try (Child child =
            Child.start("onnxruntime", HEAP_MB, ReplayProcess.class, file.toString())) {
          return child.hear(Rate.class);
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the trace cannot be written", e);
    }
  }
}
