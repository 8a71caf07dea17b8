package io.surtitle.bundle;

/**
 * Turns text into the ids of subwords ("pieces") and names them. Safe for use by many threads.
 *
 * <p>Words are encoded on their own: the ids of a sentence are the ids of its words in order, so
 * that text may be encoded as it arrives.
 */
public interface Tokenizer {

  /** The ids of the text's pieces, without begin or end; none for a blank text. */
  int[] encode(String text);

  /**
   * The piece with this id as it is spelt in the vocabulary, such as {@code ▁game}.
   *
   * @throws IndexOutOfBoundsException if there is no such id
   */
  String piece(int id);

  /** The id that decoding starts from. */
  int begin();

  /** The id that ends an utterance. */
  int end();

  /** How many ids there are: they are 0 to {@code size() - 1}. */
  int size();
}
