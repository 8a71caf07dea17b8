package io.surtitle.guarantees;

import java.util.List;
import java.util.Random;

/**
 * Generates the inputs of one stream: mostly one word, at times a phrase; utterances of 1 to 12
 * words, and now and then one that is longer than the engine lets an utterance become.
 */
final class InputGenerator {
  private static final List<String> WORDS =
      List.of(
          "What",
          "a",
          "shot",
          "He",
          "is",
          "shooting",
          "from",
          "three",
          "points",
          "and",
          "the",
          "ball",
          "goes",
          "out",
          "to",
          "Teague",
          "for",
          "another",
          "one",
          "with",
          "ten",
          "seconds",
          "left",
          "on",
          "clock",
          "she",
          "passes",
          "it",
          "back",
          "in",
          "traffic",
          "Şengün",
          "drives",
          "Crowd",
          "loves",
          "this",
          "rebound",
          "fast",
          "break",
          "foul",
          "nobody",
          "saw",
          "that");
  private static final int REPEATS_PER_1000 = 20;

  private final String stream;
  private final boolean numbered;
  private final Random random;
  private long sequence;
  private int wordsLeft;

  /**
   * Begins a stream.
   *
   * @param numbered whether inputs have sequence numbers; then some are repeated
   */
  InputGenerator(String stream, boolean numbered, Random random) {
    this.stream = stream;
    this.numbered = numbered;
    this.random = random;
    this.wordsLeft = utteranceLength();
  }

  /**
   * The text of one input.
   *
   * @param end whether the input says that an utterance ends
   * @param sequence its sequence number, or -1
   */
  record Words(String text, boolean end, long sequence) {}

  String stream() {
    return stream;
  }

  /** One word, a phrase, or a repetition of the last sequence number. */
  Words next() {
    boolean repeated = numbered && sequence > 0 && random.nextInt(1000) < REPEATS_PER_1000;
    if (repeated) {
      return new Words("again", false, sequence - 1);
    }
    return words(Math.min(phraseLength(), wordsLeft));
  }

  /** One word, never a repetition. */
  Words nextWord() {
    return words(1);
  }

  private Words words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    wordsLeft -= count;
    boolean ends = wordsLeft == 0;
    boolean marked = ends && random.nextBoolean();
    if (ends && !marked) {
      text.append(random.nextInt(4) == 0 ? "!" : ".");
    }
    if (ends) {
      wordsLeft = utteranceLength();
    }
    return new Words(text.toString(), marked, numbered ? sequence++ : -1);
  }

  private int phraseLength() {
    int dice = random.nextInt(20);
    return dice < 14 ? 1 : dice < 19 ? 2 + random.nextInt(3) : 8 + random.nextInt(8);
  }

  private int utteranceLength() {
    return random.nextInt(20) == 0 ? 60 : 1 + random.nextInt(12);
  }
}
