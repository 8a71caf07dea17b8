package io.surtitle.bundle;

import java.util.List;
import java.util.stream.Stream;

/**
 * Characters for private use, each a token of its own on both sides, with which the model was
 * taught to copy: it reads and writes them in place of what must come through unchanged.
 *
 * @param names for names
 * @param numbers for numbers
 */
public record PlaceholderSpec(List<String> names, List<String> numbers) {

  /** No placeholders: the model was taught none. */
  public static final PlaceholderSpec NONE = new PlaceholderSpec(List.of(), List.of());

  public PlaceholderSpec {
    names = List.copyOf(names);
    numbers = List.copyOf(numbers);
    Rules.require(
        names.isEmpty() == numbers.isEmpty(), "it has placeholders for names or numbers only");
    List<String> all = Stream.concat(names.stream(), numbers.stream()).toList();
    all.forEach(PlaceholderSpec::requirePrivate);
    Rules.requireDistinct(all.stream().map(PlaceholderSpec::code).toList(), "placeholders");
  }

  private static void requirePrivate(String mark) {
    Rules.require(
        mark.codePointCount(0, mark.length()) == 1
            && Character.getType(mark.codePointAt(0)) == Character.PRIVATE_USE,
        "the placeholder '%s' is not one character for private use".formatted(mark));
  }

  static String code(String mark) {
    return "U+%04X".formatted(mark.codePointAt(0));
  }

  /** Whether there are any. */
  public boolean areThere() {
    return !names.isEmpty();
  }
}
