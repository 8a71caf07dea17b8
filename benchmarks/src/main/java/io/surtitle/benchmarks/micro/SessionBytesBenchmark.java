package io.surtitle.benchmarks.micro;

import io.surtitle.bundle.Bundle;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
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

/** Sessions to bytes and back: one in the middle of a sentence, in all languages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SessionBytesBenchmark {
  private @Nullable SessionCodec codec;
  private @Nullable Session session;
  private byte[] bytes = {};

  /** Lets the model hear half a sentence. */
  @Setup
  public void listen() {
    Bundle bundle = OpenUtterance.bundle();
    Interpreter interpreter = OpenUtterance.interpreter(bundle);
    session = OpenUtterance.session(bundle, interpreter);
    codec = new SessionCodec(interpreter.layout());
    bytes = encode();
  }

  /** What each turn of a session costs. */
  @Benchmark
  public byte[] encode() {
    return Objects.requireNonNull(codec).encode(Objects.requireNonNull(session));
  }

  /** What a session costs that is not in memory. */
  @Benchmark
  public @Nullable Session decode() {
    return Objects.requireNonNull(codec).decode(bytes);
  }
}
