package io.surtitle.task.transcribe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Hypotheses by their scores, each of which is computed once. */
final class Ranking {
  private final Comparator<Ranked> bestFirst;

  /**
   * A ranking.
   *
   * @param text orders those of equal scores
   */
  Ranking(Function<Hypothesis, String> text) {
    this.bestFirst =
        Comparator.comparingDouble(Ranked::score)
            .reversed()
            .thenComparing(ranked -> text.apply(ranked.hypothesis()));
  }

  private record Ranked(Hypothesis hypothesis, double score) {}

  /** All of them, the best first. */
  List<Hypothesis> all(List<Hypothesis> hypotheses) {
    return best(hypotheses, hypotheses.size(), Double.POSITIVE_INFINITY);
  }

  /**
   * The best ones in order.
   *
   * @param most how many at most
   * @param margin by which their score may be below that of the best
   */
  List<Hypothesis> best(List<Hypothesis> hypotheses, int most, double margin) {
    List<Ranked> ranked = new ArrayList<>(hypotheses.size());
    double highest = Double.NEGATIVE_INFINITY;
    for (Hypothesis each : hypotheses) {
      double score = each.score();
      highest = Math.max(highest, score);
      if (score >= highest - margin) { // few of a hundred are
        ranked.add(new Ranked(each, score));
      }
    }
    double least = highest - margin;
    ranked.removeIf(each -> each.score() < least);
    ranked.sort(bestFirst);
    return ranked.stream().limit(most).map(Ranked::hypothesis).toList();
  }
}
