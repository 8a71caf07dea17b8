package io.surtitle.task.detect;

import java.util.regex.Pattern;

/**
 * What the manifest of a detector holds beside what every manifest does.
 *
 * @param audio that it takes
 * @param detect what its scores mean
 */
public record DetectKeys(Audio audio, Scores detect) {
  /**
   * Audio that a detector takes.
   *
   * @param rate samples a second
   * @param chunk samples that it scores at a time
   */
  public record Audio(int rate, int chunk) {
    public Audio {
      require(rate >= 1, "rate is %d, not at least 1".formatted(rate));
      require(chunk >= 1, "chunk is %d, not at least 1".formatted(chunk));
    }
  }

  /**
   * What the scores of a detector mean: see {@link DetectRules}.
   *
   * @param event word for what is detected
   * @param output name of the graph's output that is a chunk's score
   * @param threshold least score with which an event begins
   * @param release least score with which it goes on
   * @param minMs milliseconds an event must last
   * @param hangoverMs milliseconds below the release after which it has ended
   */
  public record Scores(
      String event, String output, double threshold, double release, int minMs, int hangoverMs) {
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    public Scores {
      require(
          WORD.matcher(event).matches(),
          "event '%s' is not a word of a-z, 0-9 and - beginning with a letter".formatted(event));
      require(
          0 < release && release <= threshold && threshold < 1,
          "release %s and threshold %s are not between 0 and 1, in this order"
              .formatted(release, threshold));
      require(minMs >= 0, "minMs is %d, not at least 0".formatted(minMs));
      require(hangoverMs >= 0, "hangoverMs is %d, not at least 0".formatted(hangoverMs));
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
