package io.surtitle.subtitle;

import java.util.regex.Pattern;

/** Text that any format can hold once its markup characters are escaped. */
final class Plain {
  /** Breakable spaces, and line breaks of all kinds. */
  private static final Pattern SPACES = Pattern.compile("[\\s\\x0B\\x85\\u2028\\u2029]+");

  /** What XML 1.0 forbids, section 2.2, and the other control characters. */
  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cc}\\uFFFE\\uFFFF]");

  private static final Pattern HALVES = Pattern.compile("\\p{Cs}");

  private Plain() {}

  /**
   * {@code text} in one line: runs of spaces and line breaks become one space, control characters
   * are removed, and an unpaired surrogate becomes U+FFFD.
   */
  static String line(String text) {
    String spaced = SPACES.matcher(text).replaceAll(" ");
    String allowed = FORBIDDEN.matcher(spaced).replaceAll("");
    return HALVES.matcher(allowed).replaceAll("\uFFFD").strip();
  }

  /** Length without a high surrogate at the end, whose low surrogate may still be to come. */
  static int wholeLength(String text) {
    int length = text.length();
    boolean half = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return half ? length - 1 : length;
  }

  /** Escaped for XML and for WebVTT, which have this in common; {@code -->} does not survive. */
  static String escaped(String line) {
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
