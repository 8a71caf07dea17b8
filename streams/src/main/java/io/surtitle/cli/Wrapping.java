package io.surtitle.cli;

import io.surtitle.subtitle.Columns;
import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines of a terminal. */
final class Wrapping {
  private Wrapping() {}

  /** Lines of at most {@code columns}, at least one, broken at spaces where there are any. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    int[] widths = Columns.before(text);
    int start = 0;
    while (widths[text.length()] - widths[start] > columns) {
      int end = fitting(text, widths, start, columns);
      int space = text.lastIndexOf(' ', end);
      int stop = space > start ? space : end;
      lines.add(text.substring(start, stop));
      start = space > start ? space + 1 : end;
    }
    lines.add(text.substring(start));
    return lines;
  }

  private static int fitting(String text, int[] widths, int start, int columns) {
    int end = start;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      if (widths[next] - widths[start] > columns && end > start) {
        return end;
      }
      end = next;
    }
    return end;
  }
}
