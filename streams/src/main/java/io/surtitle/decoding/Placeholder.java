package io.surtitle.decoding;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the model reads and writes in place of a term (Crego et al. 2016, arXiv:1610.05540).
 *
 * @param name by which a session's bytes know it
 * @param word as it stands in the source
 */
public record Placeholder(String name, String word) {

  /**
   * For what stands without an article, such as a person, in a bundle that declares no
   * placeholders. Such words should be frequent in what the model learnt from, so that they come
   * through, and begin with a piece that begins hardly any other word.
   */
  public static final Placeholder NAME = new Placeholder("NAME", "Tom");

  /** For what stands after an article, such as a team, in such a bundle. */
  public static final Placeholder TEAM = new Placeholder("TEAM", "Hawks");

  /** The words that serve where a bundle declares no placeholders. */
  static final List<Placeholder> WORDS = List.of(NAME, TEAM);

  /** A placeholder that a bundle declares: a character that is a token of its own. */
  static Placeholder declared(String character) {
    return new Placeholder(character, character);
  }

  /** The placeholder of a name. */
  public static Placeholder named(String name) {
    return WORDS.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseGet(() -> declared(name));
  }

  /** What its first piece spells: other words that begin so might be mistaken for it. */
  String stem() {
    return equals(TEAM) ? "Haw" : word;
  }

  /** Whether a text has a word that might be mistaken for it. */
  boolean isIn(String text) {
    return text.contains(stem())
        && Pattern.compile("(?<!\\p{L})" + stem() + "\\p{L}*").matcher(text).find();
  }
}
