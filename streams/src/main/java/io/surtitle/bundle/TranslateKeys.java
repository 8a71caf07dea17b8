package io.surtitle.bundle;

import java.util.List;

/**
 * What the manifest of a bundle that translates holds beside what every manifest does.
 *
 * @param source BCP 47 tag of the language that goes in
 * @param targets BCP 47 tags of the languages that come out; a language's id is its index here
 * @param carryEncoderState whether an utterance starts from the encoder state of the one before
 * @param placeholders what the model was taught to copy; none where the manifest does not say
 */
public record TranslateKeys(
    String source,
    List<String> targets,
    TokenizerSpec tokenizer,
    boolean carryEncoderState,
    PolicySpec policy,
    PlaceholderSpec placeholders) {

  public TranslateKeys {
    targets = List.copyOf(targets);
    Rules.requireLanguage(source);
    targets.forEach(Rules::requireLanguage);
    Rules.requireDistinct(targets, "targets");
  }
}
