package io.surtitle.decoding;

import io.surtitle.bundle.PlaceholderSpec;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assigns placeholders to the terms of an utterance.
 *
 * <p>If the bundle declares placeholders, each term gets its own, so that a language may reorder
 * the terms; the ninth of a kind reuses that of the first. If it declares none, two words
 * alternate, so that adjacent terms can be told apart.
 */
public final class Placeholders {
  /** The kinds of terms. */
  public enum Kind {
    /** A term of a glossary. */
    LISTED,
    /** Something else that is copied: an address, a word in another script. */
    NAME,
    /** A number that a model trained without placeholders does not translate reliably. */
    NUMBER,
    /** A number that such a model usually translates correctly. */
    SIMPLE_NUMBER
  }

  private final List<Placeholder> names;
  private final List<Placeholder> numbers;

  /** The placeholders that a bundle declares, or words if it declares none. */
  public Placeholders(PlaceholderSpec spec) {
    this.names = spec.names().stream().map(Placeholder::declared).toList();
    this.numbers = spec.numbers().stream().map(Placeholder::declared).toList();
  }

  /** Whether the bundle declares placeholders. */
  public boolean areDeclared() {
    return !names.isEmpty();
  }

  List<Placeholder> all() {
    return areDeclared()
        ? Stream.concat(names.stream(), numbers.stream()).toList()
        : Placeholder.WORDS;
  }

  /**
   * The placeholder for the next term.
   *
   * @param article whether the term follows an article
   * @param before earlier terms of the utterance
   * @param said earlier text of the utterance outside terms
   * @return null if the model must read the term itself
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

  /** The word that was not used for the previous term, unless it occurs in the speech itself. */
  private static @Nullable Placeholder word(
      List<Term> before, String said, @Nullable Placeholder otherwise) {
    Placeholder last = before.isEmpty() ? null : before.get(before.size() - 1).placeholder();
    return Stream.of(Placeholder.NAME, Placeholder.TEAM)
        .filter(each -> !each.equals(last) && !each.isIn(said))
        .findFirst()
        .orElse(otherwise);
  }
}
