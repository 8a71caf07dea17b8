package io.surtitle.cli.terminal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows and columns of a terminal. */
public record ScreenSize(int rows, int columns) {
  private static final Pattern STTY = Pattern.compile("(\\d{1,5}) (\\d{1,5})");
  private static final int LEAST_ROWS = 8;
  private static final int LEAST_COLUMNS = 20;

  /** The size that {@code stty size} printed; 24x80 if it is unknown; empty without a terminal. */
  static Optional<ScreenSize> parse(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = STTY.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.of(new ScreenSize(24, 80));
    }
    int rows = Integer.parseInt(matcher.group(1));
    int columns = Integer.parseInt(matcher.group(2));
    return Optional.of(
        rows < LEAST_ROWS || columns < LEAST_COLUMNS
            ? new ScreenSize(24, 80)
            : new ScreenSize(rows, columns));
  }
}
