package io.surtitle.metrics;

import java.time.Duration;
import java.util.Arrays;

/** Upper bounds of the histograms' buckets: few, and in the range of what is measured. */
final class Buckets {
  /** Latency from append to viewers, and its parts. */
  static final Duration[] LATENCY =
      milliseconds(5, 10, 20, 50, 100, 200, 300, 500, 1000, 2000, 5000, 10_000, 30_000);

  /** Duration of one run of a graph. */
  static final Duration[] RUN = milliseconds(0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);

  /** Duration of one wave: a few runs, or many if a run failed. */
  static final Duration[] WAVE = milliseconds(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000);

  private Buckets() {}

  /** Rows of a batch. */
  static double[] rows() {
    return new double[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  }

  /** Tokens of an utterance. */
  static double[] tokens() {
    return new double[] {2, 5, 10, 20, 30, 40, 60, 80, 120, 200};
  }

  private static Duration[] milliseconds(double... bounds) {
    return Arrays.stream(bounds)
        .mapToObj(bound -> Duration.ofNanos((long) (bound * 1e6)))
        .toArray(Duration[]::new);
  }
}
