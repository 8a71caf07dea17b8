package io.surtitle.session;

import io.surtitle.bundle.PlaceholderSpec;
import io.surtitle.decoding.Placeholders;
import io.surtitle.text.Scripts;

/** Spotters for tests. */
final class Spotters {
  private Spotters() {}

  static Spotter of(String source, PlaceholderSpec spec, Spotting before, String said) {
    Placeholders placeholders = new Placeholders(spec);
    Carrier carrier = new Carrier(Scripts.of(source), placeholders);
    return new Spotter(carrier, placeholders, before, said);
  }
}
