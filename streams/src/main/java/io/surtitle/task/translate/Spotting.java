package io.surtitle.task.translate;

import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Term;
import java.util.List;

/**
 * The state of an utterance's search for glossary terms and other carried-over text.
 *
 * @param glossary the glossary at the beginning of the utterance
 * @param terms found so far, in order
 * @param waiting words that were said, but not read yet: they may begin a term, or the utterance
 *     may need no translation
 * @param article whether the last word that was read is an article
 */
record Spotting(Glossary glossary, List<Term> terms, String waiting, boolean article) {
  static final Spotting NONE = begin(Glossary.NONE);

  Spotting {
    terms = List.copyOf(terms);
  }

  /** Whether there is neither a glossary nor a term. */
  boolean isEmpty() {
    return glossary.isEmpty() && terms.isEmpty() && waiting.isEmpty();
  }

  static Spotting begin(Glossary glossary) {
    return new Spotting(glossary, List.of(), "", false);
  }
}
