package io.surtitle.task.translate;

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
 * Finds text that is carried over from the source unchanged: glossary terms, addresses, numbers,
 * and runs of words in foreign scripts.
 */
final class Carrier {
  private static final int LONGEST_RUN = 200;
  private static final Spotted NOTHING = new Spotted(0, List.of());

  private final Scripts scripts;
  private final Sentences sentences;
  private final boolean declared;

  /** A carrier from a source language to a model with these placeholders. */
  Carrier(Scripts scripts, Sentences sentences, Placeholders placeholders) {
    this.scripts = scripts;
    this.sentences = sentences;
    this.declared = placeholders.areDeclared();
  }

  /**
   * Whether words that need no translation are so long that they are shown without waiting for
   * more.
   */
  boolean isLong(String words) {
    return words.length() > LONGEST_RUN;
  }

  /** Whether a sentence ends after a word, whatever follows. */
  boolean endsSentence(String word) {
    return sentences.endsWith(word);
  }

  /** Carried-over text, at the characters from {@code start} to {@code end}. */
  record Item(String text, Kind kind, int start, int end) {}

  /** The beginning of some words that must be read together, and the items in it. */
  record Spotted(int end, List<Item> items) {}

  /**
   * Examines the first of some words.
   *
   * @param words one or more, separated by spaces
   * @param glossary null if no terms are searched for
   * @param more whether more words may follow
   * @return null if more words are needed to decide
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
      if (!declared
          || glossary.lists(each.term())) { // otherwise it only resembles a placeholder word
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

  /** The words of foreign scripts, up to the first other word or the end of a sentence. */
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
   * The length of the sentence at the beginning of some words, if it needs no translation.
   *
   * @param more whether more words may follow
   * @return in characters; 0 if a word needs translation; -1 if more words are needed to decide
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
