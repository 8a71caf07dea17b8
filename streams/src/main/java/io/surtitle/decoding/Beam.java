package io.surtitle.decoding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Beam search for the rest of one translation. Hypotheses compare by log probability over the
 * length penalty ((5 + length) / 6)^0.8 (Wu et al. 2016, arXiv:1609.08144, equation 14).
 */
public final class Beam {
  private static final double PENALTY = 0.8;

  private final int width;
  private final int end;
  private final int written;
  private final int longest;
  private final Rule rule;
  private List<Partial> live = List.of(new Partial(new int[0], 0));
  private @Nullable Partial best;
  private int ended;

  /**
   * A search at its beginning.
   *
   * @param width hypotheses kept after each step
   * @param end the id that ends a sentence
   * @param written tokens of the translation that are already written
   * @param longest most tokens of a translation, at least one more than {@code written}
   * @param rule restricts what it may write
   */
  public Beam(int width, int end, int written, int longest, Rule rule) {
    this.width = width;
    this.end = end;
    this.written = written;
    this.longest = longest;
    this.rule = rule;
  }

  private record Partial(int[] tokens, double score) {
    Partial extended(int token, double logProbability) {
      int[] more = Arrays.copyOf(tokens, tokens.length + 1);
      more[tokens.length] = token;
      return new Partial(more, score + logProbability);
    }
  }

  private record Candidate(int parent, int token, float logProbability, double score) {}

  /** The last token of each live hypothesis, or {@code before}: the rows of the next step. */
  public int[] lastTokens(int before) {
    return live.stream()
        .mapToInt(
            each -> each.tokens().length == 0 ? before : each.tokens()[each.tokens().length - 1])
        .toArray();
  }

  /**
   * Takes the best tokens of one step.
   *
   * @param ids for each live hypothesis the ids of the next token, best first
   * @param logProbabilities those of the ids
   * @return for each live hypothesis the index of the one that it continues; empty once the search
   *     is over
   */
  public int[] advance(List<int[]> ids, List<float[]> logProbabilities) {
    List<Partial> next = new ArrayList<>();
    List<Integer> parents = new ArrayList<>();
    for (Candidate each : candidates(ids, logProbabilities)) {
      Partial parent = live.get(each.parent());
      if (each.token() == end) {
        finish(new Partial(parent.tokens(), each.score()));
      } else if (next.size() < width - ended) {
        next.add(parent.extended(each.token(), each.logProbability()));
        parents.add(each.parent());
      }
    }
    live = next;
    return over() ? new int[0] : parents.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<Candidate> candidates(List<int[]> ids, List<float[]> logProbabilities) {
    List<Candidate> candidates = new ArrayList<>();
    for (int row = 0; row < live.size(); row++) {
      Partial parent = live.get(row);
      Choices choices =
          rule.allowed(parent.tokens(), new Choices(ids.get(row), logProbabilities.get(row)));
      float[] scores = choices.logProbabilities();
      for (int i = 0; i < scores.length; i++) {
        double score = parent.score() + scores[i];
        candidates.add(new Candidate(row, choices.ids()[i], scores[i], score));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return divided(candidates).subList(0, Math.min(2 * width, candidates.size()));
  }

  /**
   * The best of each group of hypotheses that meet equally many conditions, then the second best of
   * each, and so on.
   */
  private List<Candidate> divided(List<Candidate> candidates) {
    if (!rule.hasConditions()) {
      return candidates;
    }
    TreeMap<Integer, Deque<Candidate>> groups = new TreeMap<>(Comparator.reverseOrder());
    for (Candidate each : candidates) {
      int[] tokens = live.get(each.parent()).extended(each.token(), 0).tokens();
      groups.computeIfAbsent(rule.met(tokens), met -> new ArrayDeque<>()).add(each);
    }
    List<Candidate> divided = new ArrayList<>(candidates.size());
    while (divided.size() < candidates.size()) {
      for (Deque<Candidate> group : groups.values()) {
        if (!group.isEmpty()) {
          divided.add(group.remove());
        }
      }
    }
    return divided;
  }

  private void finish(Partial hypothesis) {
    ended++;
    if (best == null || normalised(hypothesis) > normalised(best)) {
      best = hypothesis;
    }
  }

  private double normalised(Partial hypothesis) {
    int length = written + hypothesis.tokens().length;
    return hypothesis.score() / Math.pow((5.0 + length) / 6.0, PENALTY);
  }

  private boolean over() {
    return live.isEmpty()
        || written + live.get(0).tokens().length >= longest
        || (best != null
            && live.stream().mapToDouble(this::normalised).max().orElseThrow() <= normalised(best));
  }

  /** The best continuation found: the best one that ended, or else the best live one. */
  public int[] best() {
    return (best == null ? live.get(0) : best).tokens().clone();
  }
}
