package io.surtitle.benchmarks.micro;

import io.surtitle.bundle.Bundle;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encodes and decodes a session in the middle of a sentence, with all languages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SessionBytesBenchmark {
  private @Nullable Translate translate;
  private @Nullable TranslateSession session;
  private byte[] bytes = {};

  /** Runs the model on half a sentence. */
  @Setup
  public void listen() {
    Bundle bundle = OpenUtterance.bundle();
    Translate operator = OpenUtterance.translate(bundle);
    session = OpenUtterance.session(bundle, operator);
    translate = operator;
    bytes = encode();
  }

  /** The cost of each turn of a session. */
  @Benchmark
  public byte[] encode() {
    return Objects.requireNonNull(translate).encode(Objects.requireNonNull(session));
  }

  /** The cost of loading a session that is not in memory. */
  @Benchmark
  public @Nullable TranslateSession decode() {
    return Objects.requireNonNull(translate).decode(bytes);
  }
}
