package io.surtitle.bundle;

/**
 * The reading and writing that the model was trained for; configuration may override it.
 *
 * @param waitK source tokens to stay behind, at least 1
 * @param maxOutputRatio an utterance may have this many target tokens per source token
 * @param maxOutputExtra and this many more
 */
public record PolicySpec(int waitK, double maxOutputRatio, int maxOutputExtra) {

  public PolicySpec {
    Rules.require(waitK >= 1, "waitK is %d, not at least 1".formatted(waitK));
    Rules.require(
        maxOutputRatio > 0 && Double.isFinite(maxOutputRatio),
        "maxOutputRatio is %s, not above 0".formatted(maxOutputRatio));
    Rules.require(
        maxOutputExtra >= 0, "maxOutputExtra is %d, not at least 0".formatted(maxOutputExtra));
  }
}
