package io.surtitle.session;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Placeholders;
import io.surtitle.decoding.Term;
import io.surtitle.text.Sentences;
import java.util.ArrayList;
import java.util.List;
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
  private final StringBuilder said;
  private String waiting;
  private boolean article;

  /** A spotter that goes on in an utterance; {@code said} is its text before. */
  Spotter(Carrier carrier, Placeholders placeholders, Spotting before, String said) {
    this.carrier = carrier;
    this.placeholders = placeholders;
    this.glossary = before.glossary();
    this.terms = new ArrayList<>(before.terms());
    this.said = new StringBuilder(said);
    this.waiting = before.waiting();
    this.article = before.article();
  }

  void hear(String word) {
    waiting = waiting.isEmpty() ? word : waiting + " " + word;
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
      return passed < 0 ? null : new Words(heard(passed), "", List.of(), true);
    }
    String last = waiting.substring(waiting.lastIndexOf(' ') + 1);
    Carrier.Spotted spotted = carrier.spot(waiting, looked(), more && !Sentences.endsWith(last));
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

  private Words words(String heard, List<Carrier.Item> items) {
    StringBuilder read = new StringBuilder();
    List<Words.Found> found = new ArrayList<>();
    List<Term> before = new ArrayList<>(terms);
    int rest = 0;
    for (Carrier.Item each : items) {
      Placeholder placeholder = placeholders.next(each.kind(), article, before, said.toString());
      if (placeholder != null) {
        read.append(heard, rest, each.start()).append(placeholder.word());
        found.add(new Words.Found(each.text(), placeholder));
        before.add(new Term(each.text(), 0, placeholder));
        rest = each.end();
      }
    }
    // A mark within a term, such as that of an initial, ends nothing.
    String tail = heard.substring(rest);
    return new Words(heard, read + tail, found, Sentences.endsWith(tail));
  }

  /** Takes note of words that are read from some source token on, and of the terms in them. */
  void keep(Words words, int position) {
    article = !glossary.isEmpty() && words.said().equalsIgnoreCase(ARTICLE);
    said.append(' ').append(words.said());
    for (Words.Found each : words.found()) {
      terms.add(new Term(each.term(), Math.max(0, position), each.placeholder()));
    }
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** What waits is looked at again with the list of the utterance that it falls into. */
  Spotter inNextUtterance(Glossary next) {
    Spotting begun = new Spotting(next, List.of(), waiting, false);
    return new Spotter(carrier, placeholders, begun, "");
  }

  Spotting spotting() {
    return new Spotting(glossary, terms, waiting, article);
  }
}
