package io.surtitle.task.translate;

import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import io.surtitle.text.Sentences;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The place of a mark in its utterance.
 *
 * @param endsBefore whether it ends the utterance before it
 * @param leads whether it begins the captions of its utterance, rather than ending them
 * @param endsAfter whether its utterance ends with it
 */
record MarkPlace(boolean endsBefore, boolean leads, boolean endsAfter) {
  /** Marks after which speech follows. */
  private static final List<Kind> SPOKEN = List.of(Kind.SPEAKER, Kind.LABEL, Kind.MUSIC);

  private static final Pattern ELLIPSIS = Pattern.compile("\\.{2,}|\u2026+");

  /**
   * The place of a mark. Captions only grow: a mark before the first word begins them, and a later
   * mark ends them, even if words follow it.
   *
   * @param marks the marks before it in the open utterance
   * @param words whether the utterance has words
   * @param music whether music has begun and not ended
   */
  static MarkPlace of(Mark mark, Marks marks, boolean words, boolean music, Sentences sentences) {
    return switch (mark.kind()) {
      case SPEAKER -> new MarkPlace(words || !marks.isEmpty(), true, false);
      case LABEL -> new MarkPlace(words, true, false);
      case SOUND -> new MarkPlace(false, !words, !words && !marks.leads(SPOKEN));
      case MUSIC -> music(marks, words, music);
      case EMOJI -> new MarkPlace(false, !words, false);
      case OPENING -> new MarkPlace(false, true, false);
      case CLOSING -> new MarkPlace(false, false, false);
      case COPY -> new MarkPlace(false, !words, sentences.endsWith(mark.text()));
      case PUNCTUATION -> new MarkPlace(false, !words, endsAlone(mark.text(), sentences));
    };
  }

  private static MarkPlace music(Marks marks, boolean words, boolean begun) {
    boolean begins = !begun || (!words && marks.leads(List.of(Kind.MUSIC)));
    return new MarkPlace(!begun && words, begins || !words, !begins);
  }

  /** Words often follow an ellipsis, and other marks that end sentences stand alone. */
  private static boolean endsAlone(String text, Sentences sentences) {
    return sentences.endsWith(text) && !ELLIPSIS.matcher(text).matches();
  }
}
