package io.surtitle.task.translate;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.PolicySpec;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.decoding.Hypothesis;
import io.surtitle.decoding.Loops;
import io.surtitle.decoding.PlaceholderTokens;
import io.surtitle.decoding.Placeholders;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Input;
import java.util.ArrayList;
import java.util.List;

/** The rules for all translations of one bundle: how they read, write, search and end. */
final class TranslateRules {
  final Bundle bundle;
  final Layout layout;
  final Policy policy;
  final int maxTokens;
  final int snapshot;
  final Placeholders placeholders;
  final PlaceholderTokens placeholderTokens;
  final Loops loops;
  final Listener listener;
  final CaptionText text;

  /** How many of the best tokens the decoder offers for each row. */
  final int choices;

  /** How many hypotheses a search keeps; 1 for no search. */
  final int beam;

  private final List<Integer> languages;

  /** Rules for some target languages: {@link Translate#Translate}. */
  TranslateRules(
      Bundle bundle, Policy policy, int beam, List<String> targets, int maxTokens, int snapshot) {
    if (beam < 1) {
      throw new IllegalArgumentException("a beam keeps at least 1 hypothesis, not " + beam);
    }
    if (maxTokens < 2) {
      throw new IllegalArgumentException(
          "an utterance needs room for at least 2 tokens, not " + maxTokens);
    }
    if (snapshot < 1) {
      throw new IllegalArgumentException(
          "a snapshot is due after at least 1 input, not " + snapshot);
    }
    this.bundle = bundle;
    this.layout = Layout.of(bundle);
    this.policy = policy;
    this.choices = bundle.manifest().graph(Translate.DECODER).output(Translate.TOP_IDS).width();
    this.beam = Math.min(beam, choices);
    this.languages = targets.stream().map(this::languageIndex).toList();
    this.maxTokens = maxTokens;
    this.snapshot = snapshot;
    this.placeholders = new Placeholders(bundle.manifest().placeholders());
    this.placeholderTokens = new PlaceholderTokens(bundle.tokenizer(), placeholders);
    this.loops = new Loops(bundle.tokenizer());
    this.listener = new Listener(bundle, placeholders, maxTokens);
    this.text = new CaptionText(bundle, placeholders, placeholderTokens);
  }

  private int languageIndex(String tag) {
    List<String> known = bundle.manifest().targets();
    int index = known.indexOf(tag);
    if (index < 0) {
      throw new IllegalArgumentException(
          "bundle %s does not translate into '%s'; it has %s"
              .formatted(bundle.manifest().name(), tag, String.join(", ", known)));
    }
    return index;
  }

  Tokenizer tokenizer() {
    return bundle.tokenizer();
  }

  /** Tag of a target language. */
  String language(int index) {
    return bundle.manifest().targets().get(index);
  }

  /** The number of translations of each utterance. */
  int translations() {
    return languages.size();
  }

  /** Maximum number of tokens of a translation, given its number of source tokens. */
  int longest(int sourceTokens) {
    PolicySpec limits = bundle.manifest().policy();
    return (int) (limits.maxOutputRatio() * sourceTokens) + limits.maxOutputExtra();
  }

  /**
   * An utterance that begins in an input.
   *
   * @param part how many utterances began in it before
   */
  Utterance begin(Input<?> input, int part) {
    List<Translation> translations = new ArrayList<>(languages.size());
    for (int language : languages) {
      byte[] state = new byte[layout.decoderState()];
      translations.add(new Translation(language, new Hypothesis(), state, 0, 0));
    }
    return new Utterance(input.position(), part, input.pts(), translations);
  }
}
