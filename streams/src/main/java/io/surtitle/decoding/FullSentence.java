package io.surtitle.decoding;

/** Reads to the end of the utterance, then searches for its best translation. */
record FullSentence(int beam) implements Policy {
  FullSentence {
    if (beam < 1) {
      throw new IllegalArgumentException("a beam keeps at least 1 hypothesis, not " + beam);
    }
  }

  @Override
  public Decision next(Progress progress) {
    return progress.sourceEnded() ? new Decision.Write(progress.read()) : Decision.READ;
  }
}
