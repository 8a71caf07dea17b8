package io.surtitle.session;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Term;
import io.surtitle.text.Sentences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the terms of a glossary in the words of an utterance. A word that may begin a term of
 * several words waits for the next one, so that what is found does not depend on how words were put
 * into records.
 */
final class Spotter {
  private static final String ARTICLE = "the";

  private final Sentences sentences;
  private final Glossary glossary;
  private final List<Term> terms;
  private String waiting;
  private boolean article;

  Spotter(Sentences sentences, Spotting before) {
    this.sentences = sentences;
    this.glossary = before.glossary();
    this.terms = new ArrayList<>(before.terms());
    this.waiting = before.waiting();
    this.article = before.article();
  }

  /**
   * One or more words, to be read together.
   *
   * @param said as they were said
   * @param read as the model reads them, with placeholders for terms
   * @param found the terms in them
   * @param ends whether a sentence ends after them
   */
  record Words(String said, String read, List<Found> found, boolean ends) {}

  /** A term, and what stands for it. */
  record Found(String term, Placeholder placeholder) {}

  void hear(String word) {
    waiting = waiting.isEmpty() ? word : waiting + " " + word;
  }

  /** The next words that can be read; null where there are none before more are heard. */
  @Nullable Words next(boolean more) {
    if (waiting.isEmpty()) {
      return null;
    }
    Glossary.Spotted spotted = glossary.spot(waiting, more);
    if (spotted == null) {
      return null;
    }
    String said = waiting.substring(0, spotted.end());
    waiting = waiting.substring(Math.min(waiting.length(), spotted.end() + 1));
    Words words = words(said, spotted.found());
    article = said.equalsIgnoreCase(ARTICLE);
    return words;
  }

  private Words words(String said, List<Glossary.Found> spotted) {
    Placeholder placeholder = article ? Placeholder.TEAM : Placeholder.NAME;
    StringBuilder read = new StringBuilder();
    List<Found> found = new ArrayList<>();
    int rest = 0;
    for (Glossary.Found each : spotted) {
      read.append(said, rest, each.start()).append(placeholder.word());
      found.add(new Found(each.term(), placeholder));
      rest = each.end();
    }
    // A mark within a term, such as that of an initial, ends nothing.
    String tail = said.substring(rest);
    String last = said.substring(said.lastIndexOf(' ') + 1);
    boolean ends = sentences.endsWith(tail) && sentences.endsWith(last);
    return new Words(said, read + tail, found, ends);
  }

  /** Takes note of the terms in words that are read from some source token on. */
  void keep(Words words, int position) {
    for (Found each : words.found()) {
      terms.add(new Term(each.term(), Math.max(0, position), each.placeholder()));
    }
  }

  /** Whether there is nothing to look for. */
  boolean isIdle() {
    return glossary.isEmpty();
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** The first of the words that wait; empty where none do. */
  String first() {
    int space = waiting.indexOf(' ');
    return space < 0 ? waiting : waiting.substring(0, space);
  }

  /** What waits is looked at again with the list of the utterance that it falls into. */
  Spotter inNextUtterance(Glossary next) {
    return new Spotter(sentences, new Spotting(next, List.of(), waiting, false));
  }

  Spotting spotting() {
    return new Spotting(glossary, terms, waiting, article);
  }
}
