package io.surtitle.subtitle;

import java.util.List;

/**
 * Normalised erasure (Arivazhagan et al. 2020, arXiv:1912.03393, section 3.3), in characters: the
 * number retracted in total, divided by the length of the final text.
 */
final class Erasure {
  private Erasure() {}

  static double of(List<String> shown) {
    double erased = 0;
    for (int i = 1; i < shown.size(); i++) {
      erased += shown.get(i - 1).length() - common(shown.get(i - 1), shown.get(i));
    }
    return erased / Math.max(1, shown.get(shown.size() - 1).length());
  }

  private static int common(String before, String after) {
    int length = 0;
    while (length < before.length()
        && length < after.length()
        && before.charAt(length) == after.charAt(length)) {
      length++;
    }
    return length;
  }
}
