package io.surtitle.task.translate;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Placeholders;
import io.surtitle.decoding.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds carried-over text in the words of an utterance: glossary terms, addresses, numbers, words
 * in foreign scripts. A word that may begin a term of several words waits for the next one, so that
 * the result does not depend on how words were divided into records. Words that need no translation
 * also wait while the utterance has no others.
 */
final class Spotter {
  private static final String ARTICLE = "the";

  private final Carrier carrier;
  private final Placeholders placeholders;
  private final Glossary glossary;
  private final List<Term> terms;
  private final StringBuilder before;
  private final Deque<String> said;
  private String waiting;
  private boolean article;

  /** A spotter that continues an utterance. */
  Spotter(Carrier carrier, Placeholders placeholders, OpenUtterance open) {
    this(carrier, placeholders, open.spotting(), open.words(), open.waiting());
  }

  private Spotter(
      Carrier carrier,
      Placeholders placeholders,
      Spotting spotting,
      List<String> before,
      Iterable<String> said) {
    this.carrier = carrier;
    this.placeholders = placeholders;
    this.glossary = spotting.glossary();
    this.terms = new ArrayList<>(spotting.terms());
    this.before = new StringBuilder(String.join(" ", before));
    this.said = new ArrayDeque<>();
    said.forEach(this.said::add);
    this.waiting = spotting.waiting();
    this.article = spotting.article();
  }

  /** Takes a word as it was said, and as the model is to read it. */
  void hear(String word, String read) {
    said.add(word);
    waiting = waiting.isEmpty() ? read : waiting + " " + read;
  }

  /** Takes a word that is said after a waiting one, but not read. */
  void skip(String word) {
    said.add(said.removeLast() + " " + word);
  }

  /**
   * The next words that can be read; null if more words are needed.
   *
   * @param more whether more words may follow
   * @param begun whether the model has read words of the utterance
   */
  @Nullable Words next(boolean more, boolean begun) {
    if (waiting.isEmpty()) {
      return null;
    }
    int passed = begun ? 0 : carrier.passed(waiting, more);
    if (passed != 0) {
      return passed < 0 ? null : passed(heard(passed));
    }
    Carrier.Spotted spotted = carrier.spot(waiting, looked(), more);
    return spotted == null ? null : words(heard(spotted.end()), spotted.items());
  }

  /**
   * The glossary to search; an empty one still finds words that might be mistaken for placeholders.
   * Null if there is nothing to find.
   */
  private @Nullable Glossary looked() {
    boolean mistakable = !placeholders.areDeclared() && !terms.isEmpty();
    return mistakable || !glossary.isEmpty() ? glossary : null;
  }

  private String heard(int end) {
    String heard = waiting.substring(0, end);
    waiting = waiting.substring(Math.min(waiting.length(), end + 1));
    return heard;
  }

  private Words passed(String heard) {
    boolean ends = carrier.endsSentence(heard) || carrier.isLong(heard);
    return new Words(said(heard), heard, "", List.of(), ends);
  }

  private Words words(String heard, List<Carrier.Item> items) {
    StringBuilder read = new StringBuilder();
    List<Words.Found> found = new ArrayList<>();
    List<Term> known = new ArrayList<>(terms);
    int rest = 0;
    for (Carrier.Item each : items) {
      Placeholder placeholder = placeholders.next(each.kind(), article, known, before.toString());
      if (placeholder != null) {
        read.append(heard, rest, each.start()).append(placeholder.word());
        found.add(new Words.Found(each.text(), placeholder));
        known.add(new Term(each.text(), 0, placeholder));
        rest = each.end();
      }
    }
    // A mark within a term, such as that of an initial, ends nothing.
    String tail = heard.substring(rest);
    boolean ends = carrier.endsSentence(tail) && carrier.endsSentence(lastWord(heard));
    return new Words(said(heard), heard, read + tail, found, ends);
  }

  /** Removes words from those that wait, and returns them as they were said. */
  private String said(String heard) {
    StringJoiner words = new StringJoiner(" ");
    for (int i = 0; i <= heard.chars().filter(each -> each == ' ').count(); i++) {
      words.add(said.remove());
    }
    return words.toString();
  }

  static String lastWord(String words) {
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  /** Records words that are read from a source token on, and the terms in them. */
  void keep(Words words, int position) {
    article = !glossary.isEmpty() && words.heard().equalsIgnoreCase(ARTICLE);
    before.append(' ').append(words.said());
    for (Words.Found each : words.found()) {
      terms.add(new Term(each.term(), Math.max(0, position), each.placeholder()));
    }
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** The first waiting word; empty if none waits. */
  String first() {
    int space = waiting.indexOf(' ');
    return space < 0 ? waiting : waiting.substring(0, space);
  }

  /** The waiting words as they were said. */
  List<String> waitingWords() {
    return said.stream().flatMap(words -> Stream.of(words.split(" ", -1))).toList();
  }

  /** The waiting words as they were said; empty if they are to be read in that form. */
  List<String> waitingAsSaid() {
    return String.join(" ", said).equals(waiting) ? List.of() : List.copyOf(said);
  }

  /** A spotter that examines the waiting words again, with the glossary of the next utterance. */
  Spotter inNextUtterance(Glossary next) {
    Spotting begun = new Spotting(next, List.of(), waiting, false);
    return new Spotter(carrier, placeholders, begun, List.of(), said);
  }

  Spotting spotting() {
    return new Spotting(glossary, terms, waiting, article);
  }
}
