package io.surtitle.benchmarks;

import io.surtitle.benchmarks.Saturation.Result;
import io.surtitle.benchmarks.subject.SubjectSettings.Kind;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine and the baselines, each with its best number of threads. */
final class Comparison {
  private final Map<Kind, Result> best;
  private final int beam;

  private Comparison(Map<Kind, Result> best, int beam) {
    this.best = best;
    this.beam = beam;
  }

  /**
   * Runs all subjects; {@code all} receives every result, including those that were not the best.
   */
  static Comparison run(Saturation saturation, Plan plan, int beam, List<Throughput> all)
      throws InterruptedException {
    Map<Kind, Result> best = new EnumMap<>(Kind.class);
    for (Kind kind : plan.kinds()) {
      for (int threads : plan.threads()) {
        Result result = saturation.run(kind, plan.oneRow(), beam, threads);
        all.add(result.throughput());
        best.merge(kind, result, Comparison::faster);
      }
    }
    return new Comparison(best, beam);
  }

  private static Result faster(Result a, Result b) {
    return List.of(a, b).stream()
        .max(Comparator.comparingDouble(each -> each.throughput().wordsPerSecond()))
        .orElseThrow();
  }

  Result best(Kind kind) {
    return Objects.requireNonNull(best.get(kind));
  }

  /** Empty if the engine was alone. */
  Optional<Ratio> ratio() {
    return best.size() == 1
        ? Optional.empty()
        : Optional.of(
            new Ratio(
                beam,
                ratio(Kind.PER_RECORD),
                ratio(Kind.FLINK),
                share(best(Kind.ENGINE).texts(), best(Kind.PER_RECORD).texts()),
                share(best(Kind.ENGINE).texts(), best(Kind.FLINK).texts())));
  }

  private double ratio(Kind baseline) {
    return best(Kind.ENGINE).throughput().wordsPerSecond()
        / best(baseline).throughput().wordsPerSecond();
  }

  /** The share with the same text among the captions in both; null if there are none. */
  static @Nullable Double share(Map<String, String> ours, Map<String, String> theirs) {
    long both = ours.keySet().stream().filter(theirs::containsKey).count();
    long same =
        ours.entrySet().stream()
            .filter(each -> each.getValue().equals(theirs.get(each.getKey())))
            .count();
    return both == 0 ? null : Double.valueOf((double) same / both);
  }
}
