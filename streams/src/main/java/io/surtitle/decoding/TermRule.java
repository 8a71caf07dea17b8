package io.surtitle.decoding;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a translation of an utterance that has terms may write: placeholders only for terms that are
 * not written yet, and what has begun to the end.
 *
 * <p>Where it is held to the terms it does not end before all are written, and any of its steps may
 * write the next one, or any of them where each has a placeholder of its own. The search's width is
 * divided by how many are (Post and Vilar 2018, arXiv:1804.06609).
 */
public final class TermRule implements Rule {
  /**
   * By how much a term that the model does not offer is less likely than the worst that it does. Of
   * 0.01, 1 and 3 the last read best.
   */
  private static final float UNLIKELY = 3;

  /**
   * By how much a declared placeholder that the source has shown, or the space before it, is more
   * likely than the model says, so that the words around it do not come without it. Of 0, 1 and 2.5
   * the second is the least with which most terms stand beside their words.
   */
  private static final float FAVOUR = 1;

  private final StandIns standIns;
  private final List<Term> terms;
  private final int[] tokens;
  private final int[] delays;
  private final int visible;
  private final boolean held;

  /**
   * A rule for what follows some tokens.
   *
   * @param terms of the utterance, in order
   * @param tokens that stand
   * @param delays the source tokens that each could see
   * @param visible the source tokens that what follows may see
   * @param held whether all terms must be written
   */
  public TermRule(
      StandIns standIns, List<Term> terms, int[] tokens, int[] delays, int visible, boolean held) {
    this.standIns = standIns;
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
    return Placing.of(standIns, terms, all, seen);
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
        held && !placing.missing().isEmpty() ? withTerm(placing, offered, best) : of(offered, best);
    return allowed.ids().length == 0 ? of(offered, new int[] {0}) : allowed;
  }

  /** The same choices, more for a term that is due where each has a placeholder of its own. */
  private Choices favoured(Placing placing, Choices offered) {
    List<Term> seen = placing.missing().stream().filter(this::isSeen).toList();
    if (!standIns.areDeclared() || seen.isEmpty()) {
      return offered;
    }
    float[] scores = offered.logProbabilities().clone();
    for (int i = 0; i < scores.length; i++) {
      int id = offered.ids()[i];
      boolean begins = standIns.isSpace(id) || standIns.begun(id, seen, visible) != null;
      scores[i] += begins ? FAVOUR : 0;
    }
    int[] best =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return of(new Choices(offered.ids(), scores), best);
  }

  /** With the placeholder, which comes after a space. */
  private boolean isSeen(Term term) {
    return term.position() + 1 < visible;
  }

  private boolean mayFollow(Placing placing, int token) {
    if (token == standIns.end()) {
      return !held || placing.missing().isEmpty();
    }
    boolean begins = standIns.begun(token, placing.missing(), visible) != null;
    return begins
        || !(standIns.isBarred(token) || (placing.justWritten() && standIns.continues(token)));
  }

  private Choices withTerm(Placing placing, Choices offered, int[] best) {
    Choices some = of(offered, best);
    int[] terms =
        placing.missing().stream()
            .limit(standIns.areDeclared() ? placing.missing().size() : 1)
            .mapToInt(term -> standIns.pieces(term.placeholder())[0])
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

  private static Choices of(Choices offered, int[] chosen) {
    float[] scores = new float[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      scores[i] = offered.logProbabilities()[chosen[i]];
    }
    return new Choices(Arrays.stream(chosen).map(i -> offered.ids()[i]).toArray(), scores);
  }

  @Override
  public int met(int[] rest) {
    return held ? terms.size() - placing(rest).missing().size() : 0;
  }

  /** Whether all terms are written. */
  public boolean isMet(int[] rest) {
    return placing(rest).missing().isEmpty();
  }

  /** The same with what is missing at its end, before the last mark: where no search helped. */
  public int[] completed(int[] rest) {
    Placing placing = placing(rest);
    boolean mark =
        placing.due().length == 0 && rest.length > 0 && standIns.isMark(rest[rest.length - 1]);
    int kept = mark ? rest.length - 1 : rest.length;
    Stream<int[]> missing =
        placing.missing().stream().map(term -> standIns.pieces(term.placeholder()));
    Stream<int[]> before = Stream.of(Arrays.copyOf(rest, kept), placing.due());
    Stream<int[]> after = Stream.of(Arrays.copyOfRange(rest, kept, rest.length));
    return Stream.of(before, missing, after)
        .flatMap(pieces -> pieces)
        .flatMapToInt(Arrays::stream)
        .toArray();
  }
}
