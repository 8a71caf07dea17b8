package io.surtitle.decoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Restricts the translation of an utterance that has terms: placeholders may only be written for
 * unwritten terms, and a placeholder that has begun must be completed.
 *
 * <p>If all terms are required, the translation does not end before they are written, and each step
 * may write the next term, or any term if each has its own placeholder. The search's width is
 * divided among hypotheses by the number of terms written (Post and Vilar 2018, arXiv:1804.06609).
 */
public final class TermRule implements Rule {
  /**
   * How much less likely a term that the model does not offer is than the worst candidate that it
   * does, in log probability. Of 0.01, 1 and 3 the last gave the most readable text.
   */
  private static final float UNLIKELY = 3;

  /**
   * How much more likely a declared placeholder that the source has shown, or the space before it,
   * is made than the model predicts, in log probability, so that the words around it are not
   * written without it. Of 0, 1 and 2.5 the second is the smallest with which most terms are next
   * to their words.
   */
  private static final float FAVOUR = 1;

  private final PlaceholderTokens placeholderTokens;
  private final List<Term> terms;
  private final int[] tokens;
  private final int[] delays;
  private final int visible;
  private final boolean held;

  /**
   * A rule for the continuation of some tokens.
   *
   * @param terms the utterance's terms, in order
   * @param tokens the tokens already written
   * @param delays the number of source tokens that each could see
   * @param visible the number of source tokens that the continuation may see
   * @param held whether all terms must be written
   */
  public TermRule(
      PlaceholderTokens placeholderTokens,
      List<Term> terms,
      int[] tokens,
      int[] delays,
      int visible,
      boolean held) {
    this.placeholderTokens = placeholderTokens;
    this.terms = terms;
    this.tokens = tokens;
    this.delays = delays;
    this.visible = visible;
    this.held = held;
  }

  private Placing placing(int[] rest) {
    int[] all = Arrays.copyOf(tokens, tokens.length + rest.length);
    System.arraycopy(rest, 0, all, tokens.length, rest.length);
    int[] seen = Arrays.copyOf(delays, all.length);
    Arrays.fill(seen, delays.length, all.length, visible);
    return Placing.of(placeholderTokens, terms, all, seen);
  }

  @Override
  public Choices allowed(int[] rest, Choices choices) {
    Placing placing = placing(rest);
    Choices offered = favoured(placing, choices);
    if (placing.due().length > 0) {
      return new Choices(new int[] {placing.due()[0]}, new float[1]);
    }
    int[] best =
        IntStream.range(0, offered.ids().length)
            .filter(i -> mayFollow(placing, offered.ids()[i]))
            .toArray();
    Choices allowed =
        held && !placing.missing().isEmpty() ? withTerm(placing, offered, best) : offered.of(best);
    return allowed.ids().length == 0 ? offered.of(new int[] {0}) : allowed;
  }

  /** The choices with unwritten terms favoured, if each term has its own placeholder. */
  private Choices favoured(Placing placing, Choices offered) {
    List<Term> seen = placing.missing().stream().filter(this::isSeen).toList();
    if (!placeholderTokens.areDeclared() || seen.isEmpty()) {
      return offered;
    }
    float[] scores = offered.logProbabilities().clone();
    for (int i = 0; i < scores.length; i++) {
      int id = offered.ids()[i];
      boolean begins =
          placeholderTokens.isSpace(id) || placeholderTokens.begun(id, seen, visible) != null;
      scores[i] += begins ? FAVOUR : 0;
    }
    int[] best =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Choices(offered.ids(), scores).of(best);
  }

  /** Whether the source shown includes the term's placeholder, which follows a space. */
  private boolean isSeen(Term term) {
    return term.position() + 1 < visible;
  }

  private boolean mayFollow(Placing placing, int token) {
    if (token == placeholderTokens.end()) {
      return !held || placing.missing().isEmpty();
    }
    boolean begins = placeholderTokens.begun(token, placing.missing(), visible) != null;
    return begins
        || !(placeholderTokens.isBarred(token)
            || (placing.justWritten() && placeholderTokens.continues(token)));
  }

  private Choices withTerm(Placing placing, Choices offered, int[] best) {
    Choices some = offered.of(best);
    int[] terms =
        placing.missing().stream()
            .limit(placeholderTokens.areDeclared() ? placing.missing().size() : 1)
            .mapToInt(term -> placeholderTokens.pieces(term.placeholder())[0])
            .filter(term -> Arrays.stream(some.ids()).noneMatch(id -> id == term))
            .distinct()
            .toArray();
    int[] ids = Arrays.copyOf(some.ids(), best.length + terms.length);
    float[] scores = Arrays.copyOf(some.logProbabilities(), ids.length);
    System.arraycopy(terms, 0, ids, best.length, terms.length);
    float[] all = offered.logProbabilities();
    Arrays.fill(scores, best.length, scores.length, all[all.length - 1] - UNLIKELY);
    return new Choices(ids, scores);
  }

  @Override
  public boolean hasConditions() {
    return held;
  }

  @Override
  public int met(int[] rest) {
    return held ? terms.size() - placing(rest).missing().size() : 0;
  }

  /** Whether all terms are written. */
  public boolean isMet(int[] rest) {
    return placing(rest).missing().isEmpty();
  }

  /**
   * The tokens with missing terms added at the end, before the final punctuation: for when the
   * search did not write them.
   */
  public int[] completed(int[] rest) {
    Placing placing = placing(rest);
    int kept = placing.due().length == 0 ? placeholderTokens.endMark(rest) : rest.length;
    Stream<int[]> missing =
        placing.missing().stream().map(term -> placeholderTokens.spelt(term.placeholder()));
    Stream<int[]> before = Stream.of(Arrays.copyOf(rest, kept), placing.due());
    Stream<int[]> after = Stream.of(Arrays.copyOfRange(rest, kept, rest.length));
    return Stream.of(before, missing, after)
        .flatMap(pieces -> pieces)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
