package io.surtitle.decoding;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the model reads and writes in place of a term (Crego et al. 2016, arXiv:1610.05540).
 *
 * @param name identifies it in an encoded session
 * @param word the word in the source
 */
public record Placeholder(String name, String word) {

  /**
   * For terms without an article, such as persons, in a bundle that declares no placeholders. Such
   * a word should be frequent in the training data, so that the model copies it, and begin with a
   * piece that begins hardly any other word.
   */
  public static final Placeholder NAME = new Placeholder("NAME", "Tom");

  /** For terms after an article, such as teams, in such a bundle. */
  public static final Placeholder TEAM = new Placeholder("TEAM", "Hawks");

  /** The words used if a bundle declares no placeholders. */
  static final List<Placeholder> WORDS = List.of(NAME, TEAM);

  /** A placeholder that a bundle declares: a character that is a separate token. */
  static Placeholder declared(String character) {
    return new Placeholder(character, character);
  }

  /** The placeholder with a name. */
  public static Placeholder named(String name) {
    return WORDS.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseGet(() -> declared(name));
  }

  /** The text of its first piece: other words with this beginning might be confused with it. */
  String stem() {
    return equals(TEAM) ? "Haw" : word;
  }

  /** Whether a text has a word that might be confused with it. */
  boolean isIn(String text) {
    return text.contains(stem())
        && Pattern.compile("(?<!\\p{L})" + stem() + "\\p{L}*").matcher(text).find();
  }
}
