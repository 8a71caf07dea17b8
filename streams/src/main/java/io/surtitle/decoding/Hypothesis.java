package io.surtitle.decoding;

import java.util.Arrays;

/**
 * The target tokens of one translation, which are never retracted.
 *
 * <p>If the model predicts the end before it has seen the end of the source, the prediction is
 * ignored: the step counts as a read and is repeated with one more source token, as agents of
 * SimulEval do (Ma et al. 2020, arXiv:2007.16193).
 */
public final class Hypothesis {
  private int[] tokens;
  private int[] delays;
  private int size;
  private int waits;
  private boolean finished;

  /** An empty hypothesis. */
  public Hypothesis() {
    this(new int[0], new int[0], 0, false);
  }

  /**
   * A restored hypothesis.
   *
   * @param tokens target token ids in order
   * @param delays for each token the number of source tokens it could see
   * @param waits how often an early end was ignored
   * @param finished whether it is complete
   */
  public Hypothesis(int[] tokens, int[] delays, int waits, boolean finished) {
    if (tokens.length != delays.length) {
      throw new IllegalArgumentException("each token has one delay");
    }
    this.tokens = tokens.clone();
    this.delays = delays.clone();
    this.size = tokens.length;
    this.waits = waits;
    this.finished = finished;
  }

  /**
   * Adds the model's best token of one step.
   *
   * @param token the best token id
   * @param end the id that ends a sentence
   * @param visible the number of source tokens the step could see
   * @param sourceSeen whether those include the end of the source
   * @return true if the step counts, so that the network's new state is kept; false if the step
   *     must be repeated
   */
  public boolean accept(int token, int end, int visible, boolean sourceSeen) {
    if (token == end) {
      finished = sourceSeen;
      waits += sourceSeen ? 0 : 1;
      return sourceSeen;
    }
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(8, 2 * size));
      delays = Arrays.copyOf(delays, tokens.length);
    }
    tokens[size] = token;
    delays[size] = visible;
    size++;
    return true;
  }

  /** Adds the rest, found by a search whose steps have all seen the whole source. */
  public void complete(int[] rest, int sourceLength) {
    tokens = Arrays.copyOf(tokens, size + rest.length);
    delays = Arrays.copyOf(delays, size + rest.length);
    System.arraycopy(rest, 0, tokens, size, rest.length);
    Arrays.fill(delays, size, tokens.length, sourceLength);
    size = tokens.length;
    finished = true;
  }

  /** Ends the hypothesis as it is. */
  public void finish() {
    finished = true;
  }

  /** Whether it is complete. */
  public boolean finished() {
    return finished;
  }

  /** The number of tokens. */
  public int size() {
    return size;
  }

  /** How often an early end was ignored. */
  public int waits() {
    return waits;
  }

  /** The last token, or {@code begin} if there is none. */
  public int last(int begin) {
    return size == 0 ? begin : tokens[size - 1];
  }

  /** The token ids, a copy. */
  public int[] tokens() {
    return Arrays.copyOf(tokens, size);
  }

  /** For each token the number of source tokens it could see, a copy. */
  public int[] delays() {
    return Arrays.copyOf(delays, size);
  }
}
