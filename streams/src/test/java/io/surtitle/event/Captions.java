package io.surtitle.event;

import io.surtitle.event.Caption.Status;

/** Captions to test with. */
final class Captions {
  private Captions() {}

  static Caption partial() {
    return new Caption(
        "game-7/120.1/fr",
        "game-7",
        "fr",
        "120.1",
        3,
        Status.PARTIAL,
        "Il tire à \"trois\" points",
        90_000L,
        92_500L,
        "he shoots from three",
        "live-translate",
        "0.1.0",
        12);
  }

  /** The caption of a model whose quality is low. */
  static Caption preview() {
    return new Caption(
        "g/0.0/ro",
        "g",
        "ro",
        "0.0",
        0,
        Status.FINAL,
        "Meci",
        null,
        null,
        "match",
        "live-romance",
        "0.1.0",
        22.6,
        true,
        5);
  }

  static Caption finished() {
    return new Caption(
        "g/0.0/de",
        "g",
        "de",
        "0.0",
        0,
        Status.FINAL,
        "",
        null,
        null,
        "",
        "live-translate",
        "0.1.0",
        0);
  }
}
