package io.surtitle.task.transcribe;

import java.util.Arrays;
import java.util.Map;

/**
 * A language model over words with back-off (Katz 1987): where a sequence of words was not counted,
 * the probability of the shorter one counts, less the back-off weight of what comes before.
 * Immutable, so any thread may use it. Probabilities are base-10 logarithms.
 */
final class Ngrams {
  /** Of a word that the model lacks, where it says nothing of such words. */
  private static final float UNKNOWN = -7;

  private final int order;
  private final Map<String, Integer> words;
  private final NgramTable table;
  private final int unknown;
  private final int[] begin;
  private final int end;

  /**
   * A model.
   *
   * @param order length of its longest sequences, at least 1
   * @param words their ids
   * @param table sequences with their numbers
   */
  Ngrams(int order, Map<String, Integer> words, NgramTable table) {
    this.order = order;
    this.words = words;
    this.table = table;
    this.unknown = words.getOrDefault("<unk>", -1);
    this.end = words.getOrDefault("</s>", -1);
    Integer start = words.get("<s>");
    this.begin = start == null || order == 1 ? new int[0] : new int[] {start};
  }

  /** The context with which an utterance begins. */
  int[] begin() {
    return begin;
  }

  /** The logarithm of the probability of a word after a context. */
  float word(int[] context, String word) {
    return after(context, words.getOrDefault(word, unknown));
  }

  /** That of the end of an utterance. */
  float end(int[] context) {
    return end < 0 ? 0 : after(context, end);
  }

  /** The context after a word: the last words, as many as count. */
  int[] then(int[] context, String word) {
    int size = Math.min(order - 1, context.length + 1);
    if (size == 0) {
      return context;
    }
    int[] then = new int[size];
    System.arraycopy(context, context.length - size + 1, then, 0, size - 1);
    then[size - 1] = words.getOrDefault(word, unknown);
    return then;
  }

  private float after(int[] context, int word) {
    float weights = 0;
    for (int from = 0; from <= context.length; from++) {
      int sequence = table.find(context, from, context.length);
      int found = table.child(sequence, word);
      if (found >= 0) {
        return weights + table.probability(found);
      }
      weights += sequence > 0 ? table.backOff(sequence) : 0;
    }
    return weights + UNKNOWN;
  }

  @Override
  public String toString() {
    return "%d-grams of %d words, beginning with %s"
        .formatted(order, words.size(), Arrays.toString(begin));
  }
}
