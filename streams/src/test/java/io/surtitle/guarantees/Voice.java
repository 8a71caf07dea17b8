package io.surtitle.guarantees;

import java.util.List;
import java.util.Random;

/** One stream's next words: mostly one, at times a phrase; utterances short, long and endless. */
final class Voice {
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
  private static final int REPEATS_OF_1000 = 20;

  private final String stream;
  private final boolean counts;
  private final Random random;
  private long sequence;
  private int wordsLeft;

  /** A stream; if it counts, its inputs have sequence numbers and now and then come twice. */
  Voice(String stream, boolean counts, Random random) {
    this.stream = stream;
    this.counts = counts;
    this.random = random;
    this.wordsLeft = utterance();
  }

  /**
   * What a voice says next.
   *
   * @param sequence its number, or -1
   */
  record Words(String text, boolean end, long sequence) {}

  String stream() {
    return stream;
  }

  Words next() {
    boolean repeated = counts && sequence > 0 && random.nextInt(1000) < REPEATS_OF_1000;
    if (repeated) {
      return new Words("again", false, sequence - 1);
    }
    return say(Math.min(phrase(), wordsLeft));
  }

  /** One word, and no repetitions. */
  Words nextWord() {
    return say(1);
  }

  private Words say(int count) {
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
      wordsLeft = utterance();
    }
    return new Words(text.toString(), marked, counts ? sequence++ : -1);
  }

  private int phrase() {
    int dice = random.nextInt(20);
    return dice < 14 ? 1 : dice < 19 ? 2 + random.nextInt(3) : 8 + random.nextInt(8);
  }

  private int utterance() {
    return random.nextInt(20) == 0 ? 60 : 1 + random.nextInt(12);
  }
}
