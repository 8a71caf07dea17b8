package io.surtitle.decoding;

import io.surtitle.bundle.PlaceholderSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which placeholder stands for which term of an utterance.
 *
 * <p>Where the bundle declares placeholders, each term has one of its own, whatever order a
 * language puts them in; the ninth of a kind has that of the first again. Where it declares none,
 * two words serve, so that a term is told from those beside it.
 */
public final class Placeholders {
  /** What a term is. */
  public enum Kind {
    /** A term of a glossary. */
    LISTED,
    /** Something else that is copied: an address, a word of another script. */
    NAME,
    /** A number that a model which was taught no placeholders does not get right by itself. */
    NUMBER,
    /** A number that it mostly does. */
    SIMPLE_NUMBER
  }

  private final List<Placeholder> names;
  private final List<Placeholder> numbers;

  /** The placeholders that a bundle declares, or words where it declares none. */
  public Placeholders(PlaceholderSpec spec) {
    this.names = spec.names().stream().map(Placeholder::declared).toList();
    this.numbers = spec.numbers().stream().map(Placeholder::declared).toList();
  }

  /** Whether the bundle declares them. */
  public boolean areDeclared() {
    return !names.isEmpty();
  }

  List<Placeholder> all() {
    return areDeclared()
        ? Stream.concat(names.stream(), numbers.stream()).toList()
        : Placeholder.WORDS;
  }

  /**
   * What is to stand for one more term.
   *
   * @param article whether it comes after an article
   * @param before terms of the utterance before it
   * @param said text of the utterance before it that is no term
   * @return null where the model is to read the term itself
   */
  public @Nullable Placeholder next(Kind kind, boolean article, List<Term> before, String said) {
    if (areDeclared()) {
      boolean number = kind == Kind.NUMBER || kind == Kind.SIMPLE_NUMBER;
      List<Placeholder> own = number ? numbers : names;
      long used = before.stream().filter(term -> own.contains(term.placeholder())).count();
      return own.get((int) (used % own.size()));
    }
    return switch (kind) {
      case LISTED -> article ? Placeholder.TEAM : Placeholder.NAME;
      case NAME -> word(before, said, Placeholder.NAME);
      case NUMBER -> word(before, said, null);
      case SIMPLE_NUMBER -> null;
    };
  }

  /** The word that did not stand for the term before, unless it was said as itself. */
  private static @Nullable Placeholder word(
      List<Term> before, String said, @Nullable Placeholder otherwise) {
    Placeholder last = before.isEmpty() ? null : before.get(before.size() - 1).placeholder();
    return Stream.of(Placeholder.NAME, Placeholder.TEAM)
        .filter(each -> !each.equals(last) && !each.isIn(said))
        .findFirst()
        .orElse(otherwise);
  }
}
