package io.surtitle.cli.terminal;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;

/** Captions to show. */
public final class Captions {
  private Captions() {}

  public static Caption of(
      String stream, String language, String utterance, int revision, Status status, String text) {
    return caption(stream, language, utterance, revision, status, text, "source of " + utterance);
  }

  public static Caption last(String stream, String language, String text, String source) {
    return caption(stream, language, "1.0", 0, Status.FINAL, text, source);
  }

  private static Caption caption(
      String stream,
      String language,
      String utterance,
      int revision,
      Status status,
      String text,
      String source) {
    return new Caption(
        Caption.id(stream, utterance, language),
        stream,
        language,
        utterance,
        revision,
        status,
        text,
        null,
        null,
        source,
        "toy",
        "1",
        5);
  }
}
