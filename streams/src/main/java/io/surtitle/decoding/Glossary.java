package io.surtitle.decoding;

import io.surtitle.text.Cleaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names and fixed terms that translations carry over as they are written. They are matched as whole
 * words, ignoring case and the punctuation around them; the longest term wins.
 */
public final class Glossary {
  public static final int MOST_TERMS = 500;
  public static final int LONGEST_TERM = 80;

  private static final Pattern SEPARATORS = Pattern.compile("[\\v,]");
  private static final Pattern APOSTROPHES = Pattern.compile("['\u2019]");
  private static final String PART_OF_WORD = "[\\p{L}\\p{M}\\p{N}]";

  /** No terms. */
  public static final Glossary NONE = new Glossary(List.of()); // needs the patterns

  private final List<String> terms;
  private final Map<String, String> spellings = new HashMap<>();
  private final Pattern pattern;

  private Glossary(List<String> terms) {
    this.terms = terms;
    terms.forEach(term -> spellings.putIfAbsent(folded(term), term));
    String listed =
        spellings.keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(term -> literal(term) + "|")
            .collect(Collectors.joining());
    // Words that might be confused with a placeholder are carried over too.
    String alike =
        Placeholder.WORDS.stream()
            .map(Placeholder::stem)
            .collect(Collectors.joining("|", "(?-i:", ")\\p{L}*"));
    this.pattern =
        Pattern.compile(
            "(?<!" + PART_OF_WORD + ")(?:" + listed + alike + ")(?!" + PART_OF_WORD + ")",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /**
   * The terms of a text, separated by line ends or commas. Each is cleaned like the text of records
   * ({@link Cleaning}), so that it can be found there.
   *
   * @throws IllegalArgumentException if there are too many, or one is too long or without a letter
   *     or digit
   */
  public static Glossary parse(String text) {
    List<String> terms =
        SEPARATORS
            .splitAsStream(text)
            .map(Cleaning::of)
            .filter(term -> !term.isEmpty())
            .distinct()
            .toList();
    require(
        terms.size() <= MOST_TERMS, "%d terms, more than %d".formatted(terms.size(), MOST_TERMS));
    terms.forEach(Glossary::check);
    return terms.isEmpty() ? NONE : new Glossary(terms);
  }

  /** The glossary whose {@link #text} is given. */
  public static Glossary of(String text) {
    return text.isEmpty() ? NONE : new Glossary(text.lines().toList());
  }

  private static void check(String term) {
    require(
        term.length() <= LONGEST_TERM,
        "the term '%s...' is longer than %d characters"
            .formatted(term.substring(0, Math.min(20, term.length())), LONGEST_TERM));
    require(
        term.codePoints().anyMatch(Character::isLetterOrDigit),
        "the term '%s' has no letter or digit".formatted(term));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Whether no term is listed. */
  public boolean isEmpty() {
    return terms.isEmpty();
  }

  /** Whether a term is listed in exactly this spelling. */
  public boolean lists(String term) {
    return terms.contains(term);
  }

  /** The terms, one a line; {@link #of} parses it. */
  public String text() {
    return String.join("\n", terms);
  }

  /**
   * The first of some words, together with the words into which a term that begins in it extends.
   *
   * @param end index in the text after the last of these words
   * @param found the terms in them, in order
   */
  public record Spotted(int end, List<Found> found) {}

  /**
   * A listed term, and the range of characters from {@code start} to {@code end} that matches it.
   */
  public record Found(String term, int start, int end) {}

  /**
   * Looks for terms at the beginning of some words.
   *
   * @param words one or more, separated by one space
   * @param more whether more words may follow
   * @return null if more words are needed to decide
   */
  public @Nullable Spotted spot(String words, boolean more) {
    String text = more ? words + " " : words;
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    List<Found> found = new ArrayList<>();
    int end = endOfWord(words, 0);
    int at = 0;
    while (at < end) {
      boolean matches = matcher.region(at, text.length()).lookingAt();
      if (more && matcher.hitEnd()) {
        return null;
      }
      if (matches) {
        found.add(new Found(listed(matcher.group()), at, matcher.end()));
        end = endOfWord(words, matcher.end());
      }
      at = matches ? matcher.end() : at + 1;
    }
    return new Spotted(end, found);
  }

  private static int endOfWord(String words, int from) {
    int space = words.indexOf(' ', from);
    return space < 0 ? words.length() : space;
  }

  private String listed(String said) {
    return terms.contains(said) ? said : spellings.getOrDefault(folded(said), said);
  }

  private static String literal(String folded) {
    return Pattern.quote(folded).replace("'", "\\E" + APOSTROPHES + "\\Q");
  }

  /** Folds case as patterns do, one character to one. */
  private static String folded(String text) {
    return APOSTROPHES
        .matcher(text)
        .replaceAll("'")
        .codePoints()
        .map(Character::toUpperCase)
        .map(Character::toLowerCase)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
