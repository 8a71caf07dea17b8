package io.surtitle.task.transcribe;

import java.util.HashSet;
import java.util.List;

/** What a recogniser can write in a frame: nothing (the blank), a space between words, a letter. */
final class Labels {
  /** The label that stands for nothing, of connectionist temporal classification. */
  static final int BLANK = 0;

  private static final String SPACE = " ";

  private final List<String> texts;
  private final int space;

  /**
   * Labels by their index.
   *
   * @param texts of which the first is the blank and empty, and one is a space
   * @throws IllegalArgumentException if they are not so, or one is there twice
   */
  Labels(List<String> texts) {
    this.texts = List.copyOf(texts);
    this.space = texts.indexOf(SPACE);
    boolean sound =
        texts.size() > 2
            && texts.get(BLANK).isEmpty()
            && space > 0
            && new HashSet<>(texts).size() == texts.size();
    if (!sound) {
      throw new IllegalArgumentException(
          "labels are %s, not a blank (\"\"), a space and letters, each once".formatted(texts));
    }
  }

  int size() {
    return texts.size();
  }

  /** The label between two words. */
  int space() {
    return space;
  }

  /** What some labels write. */
  String text(int[] labels, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(texts.get(labels[i]));
    }
    return text.toString();
  }
}
