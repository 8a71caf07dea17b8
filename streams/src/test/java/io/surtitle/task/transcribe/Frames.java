package io.surtitle.task.transcribe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Posteriors made by hand, as a recogniser would give them. */
final class Frames {
  static final Labels LABELS =
      new Labels(
          Stream.concat(
                  Stream.of("", " "),
                  "abcdefghijklmnopqrstuvwxyz'".chars().mapToObj(c -> "" + (char) c))
              .toList());

  private static final double LITTLE = 1e-6;

  private final List<float[]> rows = new ArrayList<>();

  /** Says letters clearly, each in a frame with a blank after it. */
  Frames say(String text) {
    text.chars().forEach(letter -> one("" + (char) letter).blank(1));
    return this;
  }

  /** A frame in which one of some letters is said, with these probabilities, or none. */
  Frames either(String letters, double... probabilities) {
    double[] row = new double[LABELS.size()];
    Arrays.fill(row, LITTLE);
    row[Labels.BLANK] = 1 - Arrays.stream(probabilities).sum();
    for (int i = 0; i < letters.length(); i++) {
      row[label("" + letters.charAt(i))] = probabilities[i];
    }
    rows.add(logarithms(row));
    return this;
  }

  Frames one(String letter) {
    return either(letter, 0.98);
  }

  Frames blank(int frames) {
    for (int i = 0; i < frames; i++) {
      double[] row = new double[LABELS.size()];
      Arrays.fill(row, LITTLE);
      row[Labels.BLANK] = 0.99;
      rows.add(logarithms(row));
    }
    return this;
  }

  List<float[]> rows() {
    return rows;
  }

  static int label(String letter) {
    for (int label = 1; label < LABELS.size(); label++) {
      if (LABELS.text(new int[] {label}, 0, 1).equals(letter)) {
        return label;
      }
    }
    throw new IllegalArgumentException(letter);
  }

  private static float[] logarithms(double[] row) {
    double sum = Arrays.stream(row).sum();
    float[] logs = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      logs[i] = (float) Math.log(row[i] / sum);
    }
    return logs;
  }
}
