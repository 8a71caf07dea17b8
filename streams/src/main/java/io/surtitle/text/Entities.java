package io.surtitle.text;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML's character references, by name or by number. A reference needs its semicolon, so that
 * {@code AT&T} stays.
 */
final class Entities {
  private static final int NAME = 1;
  private static final int DECIMAL = 2;
  private static final int HEXADECIMAL = 3;
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:([A-Za-z]\\w{1,31})|#(\\d{1,9})|#[xX](\\p{XDigit}{1,7}));");

  /** How references to C1 controls are decoded (section 13.2.5.80 of HTML). */
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Entities() {}

  /** The names, read at the first lookup. */
  private static final class Names {
    static final Map<String, String> KNOWN = read();

    private static Map<String, String> read() {
      Map<String, String> names = new HashMap<>();
      for (String line : DataFile.lines("entities")) {
        String[] parts = line.split(" ", -1);
        StringBuilder characters = new StringBuilder();
        for (int i = 1; i < parts.length; i++) {
          characters.appendCodePoint(Integer.parseInt(parts[i], 16));
        }
        names.put(parts[0], characters.toString());
      }
      return names;
    }
  }

  /** A text with its references decoded; a reference with an unknown name stays. */
  static String decoded(CharSequence text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(characters(reference)));
  }

  private static String characters(MatchResult reference) {
    if (reference.group(NAME) != null) {
      return Names.KNOWN.getOrDefault(reference.group(NAME), reference.group());
    }
    return reference.group(DECIMAL) != null
        ? character(Integer.parseInt(reference.group(DECIMAL)))
        : character(Integer.parseInt(reference.group(HEXADECIMAL), 16));
  }

  private static String character(int number) {
    if (number >= 0x80 && number <= 0x9F) {
      return new String(new byte[] {(byte) number}, WINDOWS);
    }
    return Character.isValidCodePoint(number) ? Character.toString(number) : "";
  }
}
