package io.surtitle.cli.terminal;

import io.surtitle.subtitle.Columns;
import io.surtitle.subtitle.Language;
import java.util.ArrayList;
import java.util.List;

/** Makes text fit for a terminal. */
public final class TerminalText {
  private static final char RIGHT_TO_LEFT_ISOLATE = '\u2067';
  private static final char END_OF_ISOLATE = '\u2069';

  private TerminalText() {}

  /**
   * Replaces control characters and line ends with spaces: text from the wire must neither end a
   * line nor command a terminal.
   */
  public static String plain(String text) {
    return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
  }

  /**
   * A line of a text that runs from right to left, kept apart from what stands beside it: where a
   * terminal orders text by direction (UAX 9), its punctuation and Latin names stay in their place.
   */
  static String isolated(String line, String language) {
    return !line.isEmpty() && Language.isRightToLeft(language)
        ? RIGHT_TO_LEFT_ISOLATE + line + END_OF_ISOLATE
        : line;
  }

  /** Breaks text into one or more lines of at most {@code columns}, at spaces where possible. */
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
