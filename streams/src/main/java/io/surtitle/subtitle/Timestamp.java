package io.surtitle.subtitle;

/** Media time as subtitle files write it. */
final class Timestamp {
  private Timestamp() {}

  /** {@code 00:01:02<separator>345}; hours have two digits or more. */
  static String of(long ms, char separator) {
    StringBuilder time = new StringBuilder();
    pad(time, ms / 3_600_000, 2).append(':');
    pad(time, ms / 60_000 % 60, 2).append(':');
    pad(time, ms / 1_000 % 60, 2).append(separator);
    return pad(time, ms % 1_000, 3).toString();
  }

  private static StringBuilder pad(StringBuilder time, long number, int digits) {
    String text = Long.toString(number);
    return time.append("0".repeat(Math.max(0, digits - text.length()))).append(text);
  }
}
