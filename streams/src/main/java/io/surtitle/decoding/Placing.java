package io.surtitle.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the terms of an utterance are in a translation. A placeholder represents the first
 * unwritten term with that placeholder among those that the token could see.
 *
 * @param written the written terms, in order
 * @param missing the other terms, in order
 * @param due pieces that must follow to complete a placeholder
 * @param justWritten whether the last token completes a placeholder
 */
record Placing(List<Span> written, List<Term> missing, int[] due, boolean justWritten) {

  /** The tokens that represent a term; the last ones may still be due. */
  record Span(Term term, int from, int to) {}

  static Placing of(
      PlaceholderTokens placeholderTokens, List<Term> terms, int[] tokens, int[] delays) {
    List<Span> written = new ArrayList<>();
    List<Term> missing = new ArrayList<>(terms);
    int[] after = {};
    int end = -1;
    for (int next = 0; next < tokens.length; next++) {
      Term term = placeholderTokens.begun(tokens[next], missing, delays[next]);
      if (term != null) {
        missing.remove(term);
        after = placeholderTokens.after(term.placeholder(), tokens[next]);
        end = next + 1 + after.length;
        written.add(new Span(term, next, Math.min(end, tokens.length)));
        next = end - 1;
      }
    }
    int left = Math.max(0, end - tokens.length);
    int[] due = Arrays.copyOfRange(after, after.length - left, after.length);
    return new Placing(written, missing, due, end == tokens.length);
  }
}
