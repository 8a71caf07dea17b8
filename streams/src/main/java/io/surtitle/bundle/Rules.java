package io.surtitle.bundle;

import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the records of a manifest require of their values; the messages end up in one sentence. */
final class Rules {

  private Rules() {}

  /** Throws an IllegalArgumentException with the message unless {@code holds}. */
  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void requireText(String name, String owner) {
    require(!name.isBlank(), "%s has an empty name".formatted(owner));
  }

  static void requireDistinct(List<String> names, String what) {
    Set<String> seen = new HashSet<>();
    names.forEach(
        name -> require(seen.add(name), "there are two %s named '%s'".formatted(what, name)));
  }

  /** Languages are BCP 47 tags: they become parts of topic names. */
  static void requireLanguage(String tag) {
    try {
      require(!tag.isEmpty(), "a language is empty");
      new Locale.Builder().setLanguageTag(tag);
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("'" + tag + "' is not a BCP 47 language tag", e);
    }
  }
}
