package io.surtitle.session;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholders;
import io.surtitle.decoding.Placeholders.Kind;
import io.surtitle.text.Carried;
import io.surtitle.text.Scripts;
import io.surtitle.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is carried over from the source: terms of a glossary, addresses, numbers, and runs of
 * words that the source language cannot have.
 */
final class Carrier {
  private static final int LONGEST_RUN = 200;
  private static final Spotted NOTHING = new Spotted(0, List.of());

  private final Scripts scripts;
  private final Sentences sentences;
  private final boolean declared;

  /** What is carried over from a language to a model with these placeholders. */
  Carrier(Scripts scripts, Sentences sentences, Placeholders placeholders) {
    this.scripts = scripts;
    this.sentences = sentences;
    this.declared = placeholders.areDeclared();
  }

  /** Whether words that need no translation are so many that they are shown as they are. */
  boolean isLong(String words) {
    return words.length() > LONGEST_RUN;
  }

  /** Whether a sentence ends after a word, whatever follows. */
  boolean endsSentence(String word) {
    return sentences.endsWith(word);
  }

  /** Something that is carried over, and the characters from {@code start} to {@code end}. */
  record Item(String text, Kind kind, int start, int end) {}

  /** What some words begin with: those to be read together, and what is carried over of them. */
  record Spotted(int end, List<Item> items) {}

  /**
   * Looks at the first of some words.
   *
   * @param words one or more, a space between two
   * @param glossary null where no term is looked for
   * @param more whether more words may follow
   * @return null where it takes more words to tell
   */
  @Nullable Spotted spot(String words, @Nullable Glossary glossary, boolean more) {
    String first = words.substring(0, endOfWord(words, 0));
    Carried token = Carried.of(first);
    if (token != null && token.kind() == Carried.Kind.ADDRESS) {
      return new Spotted(first.length(), List.of(item(first, token)));
    }
    Spotted listed = glossary == null ? NOTHING : listed(words, glossary, more);
    if (listed == null || !listed.items().isEmpty()) {
      return listed;
    }
    if (scripts.isForeign(first)) {
      return run(words, more);
    }
    return new Spotted(first.length(), token == null ? List.of() : List.of(item(first, token)));
  }

  private @Nullable Spotted listed(String words, Glossary glossary, boolean more) {
    Glossary.Spotted spotted = glossary.spot(words, more);
    if (spotted == null) {
      return null;
    }
    List<Item> items = new ArrayList<>();
    for (Glossary.Found each : spotted.found()) {
      if (!declared || glossary.lists(each.term())) { // or else it is like a word that serves
        items.add(new Item(each.term(), Kind.LISTED, each.start(), each.end()));
      }
    }
    return new Spotted(spotted.end(), items);
  }

  private static Item item(String word, Carried token) {
    Kind kind =
        switch (token.kind()) {
          case ADDRESS -> Kind.NAME;
          case NUMBER -> Kind.NUMBER;
          case SIMPLE_NUMBER -> Kind.SIMPLE_NUMBER;
        };
    String text = word.substring(token.start(), token.end());
    return new Item(text, kind, token.start(), token.end());
  }

  /** All words of another script up to the first that is not, or that ends a sentence. */
  private @Nullable Spotted run(String words, boolean more) {
    int end = -1;
    while (end < words.length()) {
      int from = end + 1;
      int to = endOfWord(words, from);
      String word = words.substring(from, to);
      if (!scripts.isForeign(word)) {
        return run(words.substring(0, end));
      }
      end = to;
      if (sentences.endsWith(word) || from > LONGEST_RUN) {
        return run(words.substring(0, end));
      }
    }
    return more ? null : run(words);
  }

  private static Spotted run(String words) {
    int start = Carried.startOf(words);
    int end = Carried.endOf(words);
    if (start >= end) {
      start = 0;
      end = words.length();
    }
    return new Spotted(
        words.length(), List.of(new Item(words.substring(start, end), Kind.NAME, start, end)));
  }

  /**
   * How many characters of some words are a sentence that needs no translation.
   *
   * @param more whether more words may follow
   * @return 0 where a word does; -1 where it takes more words to tell
   */
  int passed(String words, boolean more) {
    int end = -1;
    while (end < words.length()) {
      int from = end + 1;
      end = endOfWord(words, from);
      String word = words.substring(from, end);
      if (!isPassed(word)) {
        return 0;
      }
      if (sentences.endsWith(word) || from > LONGEST_RUN) {
        return end;
      }
    }
    return more ? -1 : words.length();
  }

  private boolean isPassed(String word) {
    Carried token = Carried.of(word);
    return token == null
        ? scripts.isForeign(word) || word.codePoints().noneMatch(Character::isLetterOrDigit)
        : declared || token.kind() != Carried.Kind.SIMPLE_NUMBER;
  }

  private static int endOfWord(String words, int from) {
    int space = words.indexOf(' ', from);
    return space < 0 ? words.length() : space;
  }
}
