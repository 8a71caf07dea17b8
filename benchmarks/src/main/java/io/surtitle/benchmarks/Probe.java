package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Latency;
import java.util.Map;

/**
 * The result of one load at a steady pace.
 *
 * @param rows target languages of each stream
 * @param words number of words due in the measured time
 * @param captions number of captions for them
 * @param latencyMs percentiles, from when a word was due until its caption was visible
 * @param partialLatencyMs the same for partial captions only
 */
record Probe(
    int streams,
    int rows,
    double seconds,
    double words,
    long captions,
    Map<String, Double> latencyMs,
    Map<String, Double> partialLatencyMs,
    double meanSessions,
    double meanRows,
    double inferenceShare,
    double cpuSecondsPerThousandWords,
    double brokerCpuSecondsPerThousandWords,
    double changelogBytesPerThousandWords,
    Memory memory) {
  private static final double MOST_P99_MS = 1000;

  static Probe of(
      int streams, int rows, int threads, double words, Usage usage, Latency all, Latency partial) {
    double thousands = words / 1000;
    return new Probe(
        streams,
        rows,
        usage.seconds(),
        words,
        all.count(),
        all.percentiles(),
        partial.percentiles(),
        usage.meanRows("encoder"),
        usage.meanRows("decoder"),
        usage.inferenceShare(threads),
        usage.subjectCpu() / thousands,
        usage.brokerCpu() / thousands,
        usage.changelogBytes() / thousands,
        Memory.of(usage.after()));
  }

  /** Whether captions arrived, 99 % of them within a second. */
  boolean held() {
    return captions > 0 && p99() < MOST_P99_MS;
  }

  double p99() {
    return latencyMs.getOrDefault("p99", Double.MAX_VALUE);
  }
}
