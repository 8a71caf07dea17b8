package io.surtitle.decoding;

/**
 * One occurrence in an utterance of something that is carried over.
 *
 * @param text as it is listed, or else as it was said
 * @param position how many source tokens come before its word
 * @param placeholder what the model reads and writes instead
 */
public record Term(String text, int position, Placeholder placeholder) {
  /** The same term, written in another way. */
  public Term as(String other) {
    return new Term(other, position, placeholder);
  }
}
