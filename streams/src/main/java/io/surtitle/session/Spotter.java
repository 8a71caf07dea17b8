package io.surtitle.session;

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
 * Finds what is carried over in the words of an utterance: terms of a glossary, addresses, numbers,
 * words of other scripts. A word that may begin a term of several words waits for the next one, so
 * that what is found does not depend on how words were put into records. So do words that need no
 * translation while the utterance has no others.
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

  /** A spotter that goes on in an utterance. */
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

  /** Takes a word as it was said, and as it is to be read. */
  void hear(String word, String read) {
    said.add(word);
    waiting = waiting.isEmpty() ? read : waiting + " " + read;
  }

  /** Takes a word that is said after one that waits, but not read. */
  void skip(String word) {
    said.add(said.removeLast() + " " + word);
  }

  /**
   * The next words that can be read; null where there are none before more are heard.
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
   * A glossary, or an empty one, which still finds words that a placeholder might be mistaken for;
   * null where nothing is to be found.
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

  /** How words were said. */
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

  /** Takes note of words that are read from some source token on, and of the terms in them. */
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

  /** The first of the words that wait; empty where none do. */
  String first() {
    int space = waiting.indexOf(' ');
    return space < 0 ? waiting : waiting.substring(0, space);
  }

  /** The words that wait, as they were said. */
  List<String> waitingWords() {
    return said.stream().flatMap(words -> Stream.of(words.split(" ", -1))).toList();
  }

  /** How the words that wait were said, if otherwise than they are to be read. */
  List<String> waitingAsSaid() {
    return String.join(" ", said).equals(waiting) ? List.of() : List.copyOf(said);
  }

  /** What waits is looked at again with the list of the utterance that it falls into. */
  Spotter inNextUtterance(Glossary next) {
    Spotting begun = new Spotting(next, List.of(), waiting, false);
    return new Spotter(carrier, placeholders, begun, List.of(), said);
  }

  Spotting spotting() {
    return new Spotting(glossary, terms, waiting, article);
  }
}
