package io.surtitle.gateway;

import io.surtitle.event.Caption;

/**
 * The position of a message among those of its stream and language.
 *
 * @param utterance offset of the utterance's first input
 * @param part number of the utterance within that input
 * @param timestamp when the newest input was appended, epoch milliseconds
 */
record Position(long utterance, int part, int revision, long timestamp) {

  /**
   * The position of a caption.
   *
   * @throws IllegalArgumentException if its utterance is not of the form {@code <offset>.<part>}
   */
  static Position of(Caption caption, long timestamp) {
    String utterance = caption.utterance();
    int dot = utterance.indexOf('.');
    if (dot < 1) {
      throw new IllegalArgumentException("utterance '" + utterance + "' is not <offset>.<part>");
    }
    return new Position(
        Long.parseLong(utterance, 0, dot, 10),
        Integer.parseInt(utterance, dot + 1, utterance.length(), 10),
        caption.revision(),
        timestamp);
  }

  boolean sameCaption(Position other) {
    return utterance == other.utterance && part == other.part;
  }

  /** Whether it is a repetition. A lower but newer one is not: the stream's topic was recreated. */
  boolean repeats(Position last) {
    return compareTo(last) <= 0 && timestamp <= last.timestamp;
  }

  private int compareTo(Position other) {
    int order = Long.compare(utterance, other.utterance);
    order = order == 0 ? Integer.compare(part, other.part) : order;
    return order == 0 ? Integer.compare(revision, other.revision) : order;
  }
}
