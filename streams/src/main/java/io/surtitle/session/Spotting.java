package io.surtitle.session;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Term;
import java.util.List;

/**
 * What an utterance knows of its stream's glossary, and of all else that is carried over.
 *
 * @param glossary as it was when the utterance began
 * @param terms found so far, in order
 * @param waiting words that were said and are not read yet: they may begin a term, or the utterance
 *     may need no translation
 * @param article whether the last word that was read is one
 */
record Spotting(Glossary glossary, List<Term> terms, String waiting, boolean article) {
  static final Spotting NONE = begin(Glossary.NONE);

  Spotting {
    terms = List.copyOf(terms);
  }

  /** Whether it is that of an utterance without a glossary and without terms. */
  boolean isEmpty() {
    return glossary.isEmpty() && terms.isEmpty() && waiting.isEmpty();
  }

  static Spotting begin(Glossary glossary) {
    return new Spotting(glossary, List.of(), "", false);
  }
}
