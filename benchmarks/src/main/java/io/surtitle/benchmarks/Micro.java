package io.surtitle.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The JMH benchmarks of the hot code. */
final class Micro {
  private static final int ITERATIONS = 5;

  private Micro() {}

  /**
   * Runs them all, about 3 minutes, and prints JMH's own table.
   *
   * @throws RunnerException if JMH refuses to run or a benchmark fails
   */
  static void run(String bundle) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include("io\\.surtitle\\..*Benchmark")
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .jvmArgs(
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Dlogback.configurationFile=logback-bench.xml",
                    "-Dsurtitle.bundle=" + bundle)
                .build())
        .run();
  }
}
