package io.surtitle.task.translate;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.PlaceholderTokens;
import io.surtitle.decoding.Placeholders;
import io.surtitle.decoding.Term;
import io.surtitle.decoding.TextAssembly;
import io.surtitle.text.MarkTable;
import io.surtitle.text.NumberForms;
import java.util.List;

/**
 * The text that viewers read of a translation: its words, the carried-over text, and the marks
 * around them.
 */
final class CaptionText {
  private final Bundle bundle;
  private final Placeholders placeholders;
  private final PlaceholderTokens placeholderTokens;
  private final NumberForms numbers;
  private final MarkTable marks;

  CaptionText(Bundle bundle, Placeholders placeholders, PlaceholderTokens placeholderTokens) {
    this.bundle = bundle;
    this.placeholders = placeholders;
    this.placeholderTokens = placeholderTokens;
    this.numbers = NumberForms.of(bundle.manifest().source());
    this.marks = MarkTable.of(bundle.manifest().source());
  }

  /**
   * The caption of a translation written so far.
   *
   * @param last whether it is the final one
   */
  String of(Utterance utterance, Translation translation, boolean last) {
    String language = bundle.manifest().targets().get(translation.language());
    String words = words(utterance, translation, language);
    return utterance.marks().around(words, marks, language, last);
  }

  private String words(Utterance utterance, Translation translation, String language) {
    int[] tokens = translation.hypothesis().tokens();
    if (utterance.spotting().terms().isEmpty() && !placeholders.areDeclared()) {
      return TextAssembly.text(bundle.tokenizer(), language, tokens);
    }
    Glossary glossary = utterance.spotting().glossary();
    List<Term> terms =
        utterance.spotting().terms().stream()
            .map(term -> glossary.lists(term.text()) ? term : inForm(term, language))
            .toList();
    int[] delays = translation.hypothesis().delays();
    return TextAssembly.text(placeholderTokens, language, terms, tokens, delays);
  }

  private Term inForm(Term term, String language) {
    return term.as(numbers.in(language, term.text()));
  }
}
