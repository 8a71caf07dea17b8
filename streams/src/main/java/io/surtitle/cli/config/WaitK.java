package io.surtitle.cli.config;

import io.surtitle.decoding.Policy;
import java.util.OptionalInt;

/**
 * How far captions stay behind the speaker.
 *
 * @param tokens source tokens to stay behind, 1 to 10,000; empty to wait for the whole sentence
 */
public record WaitK(OptionalInt tokens) {
  /** What to write, for messages. */
  public static final String FORM = "a whole number of source tokens from 1 to 10000, or 'full'";

  private static final String FULL = "full";
  private static final int MOST = 10_000;

  /** Refuses less than one token, and more than any utterance has. */
  public WaitK {
    if (tokens.isPresent() && (tokens.getAsInt() < 1 || tokens.getAsInt() > MOST)) {
      throw new IllegalArgumentException("'" + tokens.getAsInt() + "' is not " + FORM);
    }
  }

  /** Stays a number of source tokens behind. */
  public static WaitK of(int tokens) {
    return new WaitK(OptionalInt.of(tokens));
  }

  /**
   * Reads a number or {@code full}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static WaitK parse(String text) {
    if (text.equals(FULL)) {
      return new WaitK(OptionalInt.empty());
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException("'" + text + "' is not " + FORM);
    }
    return of(Integer.parseInt(text));
  }

  /** The policy that does so. */
  public Policy policy() {
    return tokens.isPresent() ? Policy.waitK(tokens.getAsInt()) : Policy.fullSentence();
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return tokens.isPresent() ? Integer.toString(tokens.getAsInt()) : FULL;
  }
}
