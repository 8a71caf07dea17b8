package io.surtitle.session;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholders;
import io.surtitle.text.Scripts;
import io.surtitle.text.Sentences;
import java.util.List;

/** Makes of the text of inputs what the model reads, an utterance after another. */
final class Listener {
  private final Bundle bundle;
  private final Placeholders placeholders;
  private final int maxTokens;
  private final String source;
  private final Sentences sentences;
  private final Carrier carrier;

  /**
   * A listener to a bundle's source language.
   *
   * @param maxTokens most tokens of an utterance, the end token included
   */
  Listener(Bundle bundle, Placeholders placeholders, int maxTokens) {
    this.bundle = bundle;
    this.placeholders = placeholders;
    this.maxTokens = maxTokens;
    this.source = bundle.manifest().source();
    this.sentences = Sentences.of(source);
    this.carrier = new Carrier(Scripts.of(source), sentences, placeholders);
  }

  /**
   * What a session hears of an input.
   *
   * @param glossary for utterances that begin in it
   */
  List<Segment> hear(Session session, Input input, Glossary glossary) {
    Utterance open = session.utterance();
    OpenUtterance before = open == null ? OpenUtterance.none(glossary) : OpenUtterance.of(open);
    Preparer preparer = new Preparer(source, sentences, session.text(), before.marks().waiting());
    Spotter spotter = new Spotter(carrier, placeholders, before);
    List<Segment> segments =
        new Segmenter(bundle.tokenizer(), sentences, maxTokens, before, preparer, spotter, glossary)
            .split(input);
    session.hear(preparer.text());
    return segments;
  }
}
