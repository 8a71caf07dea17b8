package io.surtitle.session;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Term;
import java.util.List;

/**
 * What an utterance knows of its stream's glossary.
 *
 * @param glossary as it was when the utterance began
 * @param terms found so far, in order
 * @param waiting words that were said and may begin a term, so that they are not read yet
 * @param article whether the last word that was read is one
 */
record Spotting(Glossary glossary, List<Term> terms, String waiting, boolean article) {
  static final Spotting NONE = begin(Glossary.NONE);

  Spotting {
    terms = List.copyOf(terms);
  }

  static Spotting begin(Glossary glossary) {
    return new Spotting(glossary, List.of(), "", false);
  }
}
