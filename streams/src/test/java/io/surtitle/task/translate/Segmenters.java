package io.surtitle.task.translate;

import io.surtitle.bundle.PlaceholderSpec;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholders;
import io.surtitle.text.Scripts;
import io.surtitle.text.Sentences;

/** Segmenters of English, and their parts, for tests. */
final class Segmenters {
  private static final String SOURCE = "en";
  private static final Sentences SENTENCES = Sentences.of(SOURCE);

  private Segmenters() {}

  static Preparer preparer(StreamText text, OpenUtterance open) {
    return new Preparer(SOURCE, SENTENCES, text, open.marks().waiting());
  }

  static Spotter spotter(PlaceholderSpec spec, OpenUtterance open) {
    Placeholders placeholders = new Placeholders(spec);
    Carrier carrier = new Carrier(Scripts.of(SOURCE), SENTENCES, placeholders);
    return new Spotter(carrier, placeholders, open);
  }

  /** For a bundle that declares no placeholders. */
  static Segmenter of(
      Tokenizer tokenizer,
      int maxTokens,
      OpenUtterance open,
      Preparer preparer,
      Glossary glossary) {
    Spotter spotter = spotter(PlaceholderSpec.NONE, open);
    return new Segmenter(tokenizer, SENTENCES, maxTokens, open, preparer, spotter, glossary);
  }
}
