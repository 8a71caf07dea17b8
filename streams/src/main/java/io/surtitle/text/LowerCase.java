package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.CaseMap;
import com.ibm.icu.util.ULocale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Converts upper-case text of one language to normal case: lower case except for the names and
 * abbreviations that {@code text/names} lists for the language.
 */
public final class LowerCase {
  private static final Map<String, LowerCase> BY_LANGUAGE = new ConcurrentHashMap<>();
  private static final Pattern LETTERS =
      Pattern.compile("[\\p{L}\\p{M}]+(?:['\u2019][\\p{L}\\p{M}]+)*");
  private static final Pattern ENDING = Pattern.compile("['\u2019][\\p{L}\\p{M}]{1,2}$");
  private static final CaseMap.Title FIRST =
      CaseMap.toTitle().wholeString().noLowercase().noBreakAdjustment();

  private static final Set<String> TIMES = Set.of("A.M.", "P.M.");

  private final ULocale locale;
  private final Map<String, String> names = new HashMap<>();

  private LowerCase(String language) {
    this.locale = ULocale.forLanguageTag(language);
    listed("/text/names/" + locale.getLanguage() + ".txt")
        .forEach(name -> names.put(lower(name), name));
  }

  /** For a language, a BCP 47 tag. */
  public static LowerCase of(String language) {
    return BY_LANGUAGE.computeIfAbsent(language, LowerCase::new);
  }

  private static Stream<String> listed(String resource) {
    try (InputStream in = LowerCase.class.getResourceAsStream(resource)) {
      if (in == null) {
        return Stream.of();
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.strip().split("\\s+")))
          .filter(name -> !name.isEmpty())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word in normal case. Addresses and initials stay as they are. */
  public String of(String word, boolean first) {
    if (LetterCase.isAddress(word)) {
      return word;
    }
    String normal = word;
    if (LetterCase.isInitials(word)) {
      normal = TIMES.contains(word.substring(0, Math.min(4, word.length()))) ? lower(word) : word;
    } else {
      normal = LETTERS.matcher(word).replaceAll(each -> Matcher.quoteReplacement(letters(each)));
    }
    return first ? capitalised(normal, locale) : normal;
  }

  private String letters(MatchResult match) {
    String word = match.group();
    String lower = lower(word);
    String name = names.get(lower.replace('\u2019', '\''));
    if (name != null) {
      return name;
    }
    Matcher ending = ENDING.matcher(lower);
    if (ending.find()) {
      String stem = names.get(lower.substring(0, ending.start()));
      return stem == null ? lower : stem + ending.group();
    }
    return word.chars().anyMatch(LetterCase::isLower) ? mixed(word) : lower;
  }

  /** McDONALD becomes McDonald: a capital stays unless the letter before it is a capital. */
  private String mixed(String word) {
    StringBuilder normal = new StringBuilder(word.substring(0, 1));
    for (int i = 1; i < word.length(); i++) {
      String each = word.substring(i, i + 1);
      normal.append(Character.isUpperCase(word.charAt(i - 1)) ? lower(each) : each);
    }
    return normal.toString();
  }

  private String lower(String text) {
    return UCharacter.toLowerCase(locale, text);
  }

  /** A text of some language with its first letter as a capital, if it begins with a letter. */
  public static String capitalised(String text, String language) {
    return capitalised(text, ULocale.forLanguageTag(language));
  }

  /** By the locale, since Turkish {@code i} becomes {@code İ} and Dutch {@code ij} {@code IJ}. */
  private static String capitalised(String text, ULocale locale) {
    int at = 0;
    while (at < text.length() && !Character.isLetterOrDigit(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length() || !Character.isLowerCase(text.codePointAt(at))) {
      return text;
    }
    return text.substring(0, at) + FIRST.apply(locale.toLocale(), null, text.substring(at));
  }
}
