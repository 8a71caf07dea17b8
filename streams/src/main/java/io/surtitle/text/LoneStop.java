package io.surtitle.text;

import java.util.Set;

/** A mark that ends a sentence and stands alone, as recognisers of speech send it. */
public final class LoneStop {
  private static final Set<String> STOPS = Set.of(".", "?", "!", "…", "。", "？", "！", "।", "۔", "؟");

  private LoneStop() {}

  /** Whether a text is nothing but such a mark: it belongs to the word before it. */
  public static boolean is(String text) {
    return STOPS.contains(text);
  }
}
