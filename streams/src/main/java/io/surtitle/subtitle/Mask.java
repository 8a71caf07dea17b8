package io.surtitle.subtitle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks words that must not be shown: a listed word keeps its first letter, and an asterisk
 * replaces each other character.
 *
 * <p>Whole words are compared, ignoring case. A word is a run of letters, marks and digits, so an
 * apostrophe or a hyphen separates words. A listed word within a longer word is no match.
 */
public final class Mask {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]+");
  private static final Pattern LAST_WORD = Pattern.compile("[\\p{L}\\p{M}\\p{Nd}]++$");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final Locale locale;
  private final Set<String> words = new HashSet<>();

  /** The words without accents, with which an incomplete word is compared. */
  private final TreeSet<String> skeletons = new TreeSet<>();

  private Mask(Locale locale) {
    this.locale = locale;
  }

  /**
   * A mask of {@code words}.
   *
   * @throws IllegalArgumentException if one of them is not a single word
   */
  public static Mask of(Collection<String> words, Locale locale) {
    Mask mask = new Mask(locale);
    for (String word : words) {
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException("cannot mask '" + word + "': it is not a single word");
      }
      mask.words.add(mask.folded(word));
      mask.skeletons.add(mask.skeleton(word));
    }
    return mask;
  }

  /**
   * The mask of the list {@code mask/<language>.txt} that is shipped.
   *
   * @param language a BCP 47 tag, of which only the primary subtag counts
   * @throws IllegalArgumentException if there is no list for that language
   */
  public static Mask shipped(String language) {
    String base = Language.base(language);
    try (InputStream list = Mask.class.getResourceAsStream("/mask/" + base + ".txt")) {
      if (list == null) {
        throw new IllegalArgumentException(
            "no list of words to mask is shipped for '" + language + "'");
      }
      return of(words(list), Locale.forLanguageTag(language));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(InputStream list) {
    return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /**
   * {@code text} with its listed words masked. Unless {@code text} is final, a word at its end that
   * could still become a listed one is withheld, so the result for a longer text begins with the
   * result for a shorter one.
   */
  public String apply(String text, boolean last) {
    String known = last ? text : known(text);
    return WORD.matcher(known).replaceAll(word -> Matcher.quoteReplacement(masked(word.group())));
  }

  private String known(String text) {
    String whole = text.substring(0, Plain.wholeLength(text));
    Matcher word = LAST_WORD.matcher(whole);
    return word.find() && mayBeListed(word.group()) ? whole.substring(0, word.start()) : whole;
  }

  private boolean mayBeListed(String beginning) {
    String skeleton = skeleton(beginning);
    String first = skeletons.ceiling(skeleton);
    return first != null && first.startsWith(skeleton);
  }

  private String masked(String word) {
    if (!words.contains(folded(word))) {
      return word;
    }
    int first = Character.charCount(word.codePointAt(0));
    return word.substring(0, first) + "*".repeat(word.codePointCount(first, word.length()));
  }

  /** Upper case, which unlike lower case does not depend on a letter's neighbours. */
  private String folded(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD).toUpperCase(locale);
  }

  private String skeleton(String word) {
    String letters = Normalizer.normalize(word, Normalizer.Form.NFD);
    return MARKS.matcher(letters).replaceAll("").toUpperCase(locale);
  }
}
