package io.surtitle.bundle;

/**
 * Which file and library make tokens of text.
 *
 * @param file name of the file inside the bundle
 * @param library {@value #HUGGING_FACE}, the only one there is
 * @param begin id that decoding starts from
 * @param end id that ends an utterance
 */
public record TokenizerSpec(String file, String library, int begin, int end) {

  static final String HUGGING_FACE = "huggingface-tokenizers";

  public TokenizerSpec {
    Rules.require(
        library.equals(HUGGING_FACE),
        "tokenizer library '%s' is not known, only '%s' is".formatted(library, HUGGING_FACE));
    Rules.require(begin >= 0 && end >= 0, "an id below 0 is no token");
  }
}
