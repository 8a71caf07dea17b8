package io.surtitle.text;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A language's abbreviations, whose full stop need not end a sentence, and the words that begin
 * sentences, read from {@code /text/sentences/<language>.txt}.
 */
final class Abbreviations {
  private static final String BEGINS = "begins";

  /** Most code units of a word that may begin a sentence, including punctuation around it. */
  private static final int LONGEST = 24;

  private static final Pattern MARKS_AROUND =
      Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}.]+$");

  /** What may follow an abbreviation. */
  enum Kind {
    /** The name that the title belongs to. */
    TITLE,
    /** A number that the abbreviation belongs to, or anything. */
    NUMBER,
    /** Anything. */
    OPEN
  }

  private final Map<String, Kind> kinds = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();

  private Abbreviations() {}

  /** The abbreviations of a language; none if none are listed. */
  static Abbreviations of(String language) {
    Abbreviations listed = new Abbreviations();
    DataFile.lines("sentences/" + language).forEach(listed::read);
    return listed;
  }

  private void read(String line) {
    String[] parts = line.split(": ", 2);
    for (String word : parts[1].split(" ", -1)) {
      if (parts[0].equals(BEGINS)) {
        beginnings.add(word);
      } else {
        kinds.put(word, Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)));
      }
    }
  }

  /** The kind of a word without its full stop; null if it is no abbreviation. */
  @Nullable Kind kind(String stem) {
    Kind exact = kinds.get(stem);
    return exact == null ? kinds.get(stem.toLowerCase(Locale.ROOT)) : exact;
  }

  /** Whether a word is listed as one that begins sentences, and is capitalised. */
  boolean begins(String word) {
    if (word.length() > LONGEST) {
      return false;
    }
    String bare = MARKS_AROUND.matcher(word).replaceAll("").replace('\u2019', '\'');
    return !bare.isEmpty()
        && Character.isUpperCase(bare.charAt(0))
        && beginnings.contains(bare.toLowerCase(Locale.ROOT))
        && (bare.length() == 1 || !bare.equals(bare.toUpperCase(Locale.ROOT)));
  }
}
