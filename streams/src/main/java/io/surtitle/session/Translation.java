package io.surtitle.session;

import io.surtitle.decoding.Hypothesis;

/** One utterance in one target language: what is written, and the decoder's state after it. */
public final class Translation {
  private final int language;
  private final Hypothesis hypothesis;
  private final float[] state;
  private int revision;
  private int shown;

  /**
   * A translation as it was.
   *
   * @param language index into the bundle's targets
   * @param state the decoder's states, one after the other
   * @param revision the number of updates sent
   * @param shown the characters of the last of them
   */
  Translation(int language, Hypothesis hypothesis, float[] state, int revision, int shown) {
    this.language = language;
    this.hypothesis = hypothesis;
    this.state = state;
    this.revision = revision;
    this.shown = shown;
  }

  /** Index of the target language in the bundle's targets. */
  public int language() {
    return language;
  }

  /** What is written. */
  public Hypothesis hypothesis() {
    return hypothesis;
  }

  /** The decoder's states, one after the other: live, written by the engine after each step. */
  public float[] state() {
    return state;
  }

  int revision() {
    return revision;
  }

  int shown() {
    return shown;
  }

  /** Counts one update with so many characters. */
  void show(int characters) {
    revision++;
    shown = characters;
  }
}
