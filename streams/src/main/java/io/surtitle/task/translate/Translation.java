package io.surtitle.task.translate;

import io.surtitle.decoding.Hypothesis;

/**
 * One utterance in one target language: the tokens written so far, and the decoder's state after
 * them.
 */
final class Translation {
  private final int language;
  private final Hypothesis hypothesis;
  private final byte[] state;
  private int revision;
  private int shown;
  private String text = "";

  /**
   * Restores a translation.
   *
   * @param language index into the bundle's targets
   * @param state the decoder's states, concatenated
   * @param revision the number of updates sent
   * @param shown the length of the last of them in characters
   */
  Translation(int language, Hypothesis hypothesis, byte[] state, int revision, int shown) {
    this.language = language;
    this.hypothesis = hypothesis;
    this.state = state;
    this.revision = revision;
    this.shown = shown;
  }

  /** Index of the target language in the bundle's targets. */
  int language() {
    return language;
  }

  /** The tokens written so far. */
  Hypothesis hypothesis() {
    return hypothesis;
  }

  /** The decoder's states, concatenated: the live array, updated by the engine after each step. */
  byte[] state() {
    return state;
  }

  int revision() {
    return revision;
  }

  int shown() {
    return shown;
  }

  /** The text of the last update; empty where the session's bytes did not have it. */
  String text() {
    return text;
  }

  /** Counts one update with some text. */
  void show(String shownNow) {
    revision++;
    shown = shownNow.length();
    text = shownNow;
  }

  /** Recalls the text of the last update. */
  void recall(String shownLast) {
    text = shownLast;
  }
}
