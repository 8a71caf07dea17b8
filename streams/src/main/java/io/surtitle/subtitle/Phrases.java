package io.surtitle.subtitle;

/**
 * The steady display mode: a caption grows by whole phrases, not by single words.
 *
 * <p>Moving text slows readers down more than slightly later text. Neither mode ever retracts text:
 * the normalised erasure of Arivazhagan et al., "Re-translation Strategies For Long Form,
 * Simultaneous, Spoken Language Translation" (2020, arXiv:1912.03393) is 0 for both.
 */
public final class Phrases {
  /** Columns beyond which a phrase ends at a word. */
  private static final int LONG = 30;

  private final String text;
  private final int[] columns;

  /** Where the current phrase began, and its width so far in columns. */
  private int start;

  private int width;

  /**
   * The last word end at which it may end, and the start of the next word; unset until after its
   * start.
   */
  private int word;

  private int nextWord;

  private int settled;

  private Phrases(String text) {
    this.text = text;
    this.columns = Columns.before(text);
  }

  /**
   * The longest beginning of {@code text} that consists of whole phrases. A phrase ends at
   * punctuation, or at the last word within 30 columns. Its end is certain only once the next word
   * has begun, so the last word of {@code text} is never included.
   *
   * @param text a caption that may still grow at its end; the settled text of a longer caption
   *     begins with that of a shorter one
   * @param last whether the caption is final: then all of it is settled
   */
  public static String settled(String text, boolean last) {
    return last ? text : text.substring(0, new Phrases(text).read());
  }

  private int read() {
    int end = 0;
    int length = Plain.wholeLength(text);
    for (int i = 0; i < length; ) {
      int point = text.codePointAt(i);
      int next = i + Character.charCount(point);
      if (!Character.isWhitespace(point)) {
        if (end > 0 && Breaks.allowed(text, end, i)) {
          mayEnd(end, i);
        }
        end = next;
        width = columns[end] - columns[Math.min(start, end)];
        endIfLong(end);
      }
      i = next;
    }
    return settled;
  }

  private void mayEnd(int end, int next) {
    word = end;
    nextWord = next;
    if (Breaks.endsClause(text, end) || width > LONG) {
      endAtWord(end);
    }
  }

  private void endIfLong(int end) {
    if (width > LONG && word > start) {
      endAtWord(end);
    }
  }

  private void endAtWord(int read) {
    settled = word;
    start = nextWord;
    width = columns[Math.max(start, read)] - columns[start];
  }
}
