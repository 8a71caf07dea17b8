package io.surtitle.benchmarks;

import io.surtitle.benchmarks.load.Clip;
import io.surtitle.benchmarks.load.Latency;
import io.surtitle.benchmarks.subject.SubjectSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What it costs to transcribe speech that is sent as it sounds.
 *
 * @param seconds length of the measurement
 * @param words that were sent in it, and full stops
 * @param latencyMs percentiles, from when the last sample of a record was due until a word which
 *     that record decided was visible
 * @param meanStreams of one run of the recogniser
 * @param inferenceShare of the stream threads' time
 * @param cpuSecondsPerHour processor time of the engine for an hour of one stream
 * @param brokerCpuSecondsPerHour the same of the broker
 * @param realTimeFactor processor time of the engine for a second of one stream
 * @param journalBytesPerHour of the sessions and of audio that waits, for an hour of one stream
 */
record Hearing(
    int streams,
    double seconds,
    long words,
    Map<String, Double> latencyMs,
    double meanStreams,
    double inferenceShare,
    double cpuSecondsPerHour,
    double brokerCpuSecondsPerHour,
    double realTimeFactor,
    double journalBytesPerHour,
    Memory memory) {
  private static final long RECORD_NANOS = TimeUnit.MILLISECONDS.toNanos(Clip.RECORD_MS);
  private static final int WARM_STREAMS = 5;

  /** A minute passes until all of Kafka Streams, the broker and the search is compiled. */
  private static final int WARM_ROUNDS = 3;

  private static final double HOUR = 3_600;

  /** Later than this, words are no longer live. */
  private static final double MOST_P99_MS = 1_000;

  /** Measures half of the streams first, and then all, with one engine. */
  static List<Hearing> measure(
      Cluster cluster, Plan plan, SubjectSettings settings, Consumer<String> progress)
      throws InterruptedException {
    List<Hearing> measured = new ArrayList<>();
    int half = Math.max(1, plan.paceStreams() / 2);
    try (Load load = new Load(cluster, settings, Clip.broadcast())) {
      progress.accept("a warm-up");
      warmUp(load, plan);
      for (int streams : List.of(half, plan.paceStreams())) {
        progress.accept("%d streams of speech".formatted(streams));
        String prefix = "h" + streams + "-";
        Latency latency = new Latency(prefix, true);
        Usage usage =
            load.measure(
                prefix,
                streams,
                RECORD_NANOS,
                plan.warmSeconds() / 2,
                plan.seconds(),
                List.of(latency));
        measured.add(of(streams, settings.threads(), usage, latency));
      }
    }
    return measured;
  }

  /** Few streams, of which little piles up while the engine starts, and then all. */
  private static void warmUp(Load load, Plan plan) throws InterruptedException {
    int records = (int) (plan.warmSeconds() * 1e9 / RECORD_NANOS);
    int few = Math.min(WARM_STREAMS, plan.paceStreams());
    load.send("few-", few, 0, records, RECORD_NANOS);
    load.send("warm-", plan.paceStreams(), 0, WARM_ROUNDS * records, RECORD_NANOS);
  }

  static Hearing of(int streams, int threads, Usage usage, Latency latency) {
    double heard = streams * usage.seconds();
    return new Hearing(
        streams,
        usage.seconds(),
        latency.count(),
        latency.percentiles(),
        usage.meanRows("recognizer"),
        usage.inferenceShare(threads),
        usage.subjectCpu() / heard * HOUR,
        usage.brokerCpu() / heard * HOUR,
        usage.subjectCpu() / heard,
        usage.changelogBytes() / heard * HOUR,
        Memory.of(usage.after()));
  }

  /** Whether words came in real time, 99 % of them within a second. */
  boolean held() {
    return words > 0 && p99() < MOST_P99_MS;
  }

  double p99() {
    return latencyMs.getOrDefault("p99", Double.MAX_VALUE);
  }
}
