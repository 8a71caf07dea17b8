package io.surtitle.bundle;

import java.util.List;
import java.util.Map;

/**
 * What the manifest of a bundle that translates holds beside what every manifest does.
 *
 * @param source BCP 47 tag of the language that goes in
 * @param targets BCP 47 tags of the languages that come out; a language's id is its index here
 * @param carryEncoderState whether an utterance starts from the encoder state of the one before
 * @param placeholders what the model was taught to copy; none where the manifest does not say
 * @param quality how well it translates into its targets; languages that are missing were not
 *     measured
 */
public record TranslateKeys(
    String source,
    List<String> targets,
    TokenizerSpec tokenizer,
    boolean carryEncoderState,
    PolicySpec policy,
    PlaceholderSpec placeholders,
    Map<String, Quality> quality) {

  public TranslateKeys {
    targets = List.copyOf(targets);
    Rules.requireLanguage(source);
    targets.forEach(Rules::requireLanguage);
    Rules.requireDistinct(targets, "targets");
    quality = Map.copyOf(quality);
    for (String language : quality.keySet()) {
      Rules.require(
          targets.contains(language),
          "it has a quality of '%s', which is none of its targets".formatted(language));
    }
  }
}
