package io.surtitle.subtitle;

/**
 * One final caption in media time.
 *
 * @param text the caption
 * @param beginMs where its utterance begins, in milliseconds
 * @param endMs where it ends, in milliseconds; not before it begins
 */
public record Line(String text, long beginMs, long endMs) {
  /** Checks the times; an end before the beginning becomes the beginning. */
  public Line {
    if (beginMs < 0) {
      throw new IllegalArgumentException("a line begins at " + beginMs + " ms, before 0");
    }
    endMs = Math.max(beginMs, endMs);
  }
}
