package io.surtitle.cli;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of a terminal. */
final class Wrapping {
  private Wrapping() {}

  /** Lines of at most {@code columns}, at least one, broken at spaces where there are any. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (width(text, start, text.length()) > columns) {
      int end = fitting(text, start, columns);
      int space = text.lastIndexOf(' ', end);
      int stop = space > start ? space : end;
      lines.add(text.substring(start, stop));
      start = space > start ? space + 1 : end;
    }
    lines.add(text.substring(start));
    return lines;
  }

  private static int fitting(String text, int start, int columns) {
    int end = start;
    int used = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += width(point);
      if (used > columns && end > start) {
        return end;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  private static int width(String text, int from, int to) {
    return text.substring(from, to).codePoints().map(Wrapping::width).sum();
  }

  /** Columns of a character: none for marks, two for the scripts of East Asia and for emoji. */
  private static int width(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x1F300 && point <= 0x1FAFF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}
