package io.surtitle.task.transcribe;

import java.util.List;
import java.util.Map;

/**
 * What the manifest of a recogniser holds beside what every manifest does.
 *
 * @param language BCP 47 tag of what is spoken
 * @param audio that it takes
 * @param transcribe what it makes of it
 */
record TranscribeKeys(String language, Audio audio, Recognition transcribe) {
  /** The key of {@link Recognition}, and what it need not have. */
  static final String OBJECT = "transcribe";

  static final Map<String, Object> DEFAULTS =
      Map.of("beam", 8, "lmWeight", 0.0, "wordBonus", 0.0, "rnnWeight", 0.0, "ngram", "");

  /** The same with another beam. */
  TranscribeKeys with(int beam) {
    Recognition it = transcribe;
    return new TranscribeKeys(
        language,
        audio,
        new Recognition(
            it.output,
            it.frame,
            it.delay,
            it.labels,
            beam,
            it.lmWeight,
            it.wordBonus,
            it.rnnWeight,
            it.ngram));
  }

  /**
   * Audio that a recogniser takes.
   *
   * @param rate samples a second
   * @param chunk samples that it takes at a time
   */
  record Audio(int rate, int chunk) {
    Audio {
      require(rate >= 1, "rate is %d, not at least 1".formatted(rate));
      require(chunk >= 1, "chunk is %d, not at least 1".formatted(chunk));
    }
  }

  /**
   * What a recogniser gives, and how words are made of it.
   *
   * @param output name of the graph's output with the probabilities
   * @param frame samples that each of its rows stands for
   * @param delay samples between the first that a chunk's first row stands for and the chunk's
   *     first
   * @param labels texts of the labels, of which the first is the blank, empty
   * @param beam hypotheses that are kept; 1 for the likeliest label of each frame
   * @param lmWeight how much n-grams count
   * @param wordBonus what each word adds to a hypothesis
   * @param rnnWeight how much the recurrent language model counts
   * @param ngram file of n-grams; empty if there is none
   */
  record Recognition(
      String output,
      int frame,
      int delay,
      List<String> labels,
      int beam,
      double lmWeight,
      double wordBonus,
      double rnnWeight,
      String ngram) {
    private static final int WIDEST_BEAM = 64;

    Recognition {
      labels = List.copyOf(labels);
      require(frame >= 1, "frame is %d, not at least 1".formatted(frame));
      require(delay >= 0, "delay is %d, not at least 0".formatted(delay));
      require(
          beam >= 1 && beam <= WIDEST_BEAM,
          "beam is %d, not between 1 and %d".formatted(beam, WIDEST_BEAM));
      require(lmWeight >= 0 && rnnWeight >= 0, "a weight is below 0");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
