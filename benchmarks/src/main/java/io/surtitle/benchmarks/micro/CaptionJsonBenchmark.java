package io.surtitle.benchmarks.micro;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Captions to JSON and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CaptionJsonBenchmark {
  private final Caption caption =
      new Caption(
          "game-7/4711.0/fr",
          "game-7",
          "fr",
          "4711.0",
          6,
          Caption.Status.PARTIAL,
          "Il passe à Lindqvist dans le coin, et Lindqvist",
          61_000L,
          64_500L,
          "He passes to Lindqvist in the corner, and Lindqvist hits",
          "live-translate",
          "0.1.0",
          42);
  private final byte[] json = CaptionJson.encode(caption);

  /** The cost of each caption in the engine. */
  @Benchmark
  public byte[] encode() {
    return CaptionJson.encode(caption);
  }

  /** The cost of each caption in a viewer. */
  @Benchmark
  public Caption decode() {
    return CaptionJson.decode(json);
  }
}
