package io.surtitle.subtitle;

/**
 * The steady way to read: a caption grows by whole phrases, not by single words.
 *
 * <p>Readers are slowed down by text that moves more than by text that is a little later. Neither
 * way ever takes text back: the normalised erasure of Arivazhagan et al., "Re-translation
 * Strategies For Long Form, Simultaneous, Spoken Language Translation" (2020, arXiv:1912.03393) is
 * 0 for both.
 */
public final class Phrases {
  /** Columns at which a phrase is ended at a word. */
  private static final int LONG = 30;

  private final String text;
  private final int[] columns;

  /** Where the phrase began that is being read, and how wide it is so far. */
  private int start;

  private int width;

  /** Where it may be ended at a word, and what follows there; none if not after its start. */
  private int word;

  private int nextWord;

  private int settled;

  private Phrases(String text) {
    this.text = text;
    this.columns = Columns.before(text);
  }

  /**
   * The longest beginning of {@code text} that consists of whole phrases. A phrase ends at
   * punctuation, or at the last word within 30 columns. It is known to have ended when the next
   * word has begun, so the last word of {@code text} is never in it.
   *
   * @param text a caption that may still grow at its end; what is settled of the grown caption
   *     begins with what was settled before
   * @param last whether it is final: then all of it is settled
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
