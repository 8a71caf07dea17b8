package io.surtitle.decoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the terms of an utterance stand in a translation. A placeholder stands for the first term
 * of its kind that is not written yet, among those that the token could see.
 *
 * @param written the terms that are, in order
 * @param missing the others, in order
 * @param due pieces that must follow, because a placeholder has begun
 * @param justWritten whether the last token ends a placeholder
 */
record Placing(List<Span> written, List<Term> missing, int[] due, boolean justWritten) {

  /** The tokens that a term stands for, the last of which may still be due. */
  record Span(Term term, int from, int to) {}

  static Placing of(StandIns standIns, List<Term> terms, int[] tokens, int[] delays) {
    List<Span> written = new ArrayList<>();
    List<Term> missing = new ArrayList<>(terms);
    int[] after = {};
    int end = -1;
    for (int next = 0; next < tokens.length; next++) {
      Term term = standIns.begun(tokens[next], missing, delays[next]);
      if (term != null) {
        missing.remove(term);
        after = standIns.after(term.placeholder(), tokens[next]);
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
