package io.surtitle.decoding;

/**
 * An occurrence, in an utterance, of text that is carried over.
 *
 * @param text its listed spelling, or else the text as spoken
 * @param position number of source tokens before its word
 * @param placeholder what the model reads and writes instead of it
 */
public record Term(String text, int position, Placeholder placeholder) {
  /** The same term with another text. */
  public Term as(String other) {
    return new Term(other, position, placeholder);
  }
}
