package io.surtitle.decoding;

import io.surtitle.bundle.Tokenizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The same words over and over, which a network writes that does not know how to go on. Words are
 * written at most {@value #MOST} times in a row; numbers, and marks alone, as often as they come.
 */
public final class Loops {
  private static final int MOST = 2;

  /** The most tokens that are compared with those before them. */
  private static final int LONGEST = 8;

  private final BitSet letters = new BitSet();
  private final BitSet digits = new BitSet();

  /** The loops of a bundle's translations. */
  public Loops(Tokenizer tokenizer) {
    for (int token = 0; token < tokenizer.size(); token++) {
      String piece = tokenizer.piece(token);
      boolean isByte = piece.startsWith("<0x");
      letters.set(token, isByte || piece.codePoints().anyMatch(Character::isLetter));
      digits.set(token, !isByte && piece.codePoints().anyMatch(Character::isDigit));
    }
  }

  /** Whether a token would write some tokens once more than is allowed. */
  public boolean isOneMore(int[] written, int token) {
    for (int period = 1; period <= LONGEST; period++) {
      if (isOneMore(written, token, period)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOneMore(int[] written, int token, int period) {
    int first = written.length - (MOST + 1) * period + 1;
    if (first < 0 || written[written.length - period] != token) {
      return false;
    }
    for (int i = first; i < written.length - period; i++) {
      if (written[i] != written[i + period]) {
        return false;
      }
    }
    int[] repeated = Arrays.copyOfRange(written, written.length - period, written.length);
    return Arrays.stream(repeated).anyMatch(letters::get)
        && Arrays.stream(repeated).noneMatch(digits::get);
  }

  /**
   * The candidates that do not write some tokens once more than is allowed; all where none is left.
   */
  public Choices without(int[] written, Choices offered) {
    int[] kept =
        IntStream.range(0, offered.ids().length)
            .filter(i -> !isOneMore(written, offered.ids()[i]))
            .toArray();
    return kept.length == 0 ? offered : offered.of(kept);
  }
}
