package io.surtitle.text;

/** A part of the source text: a spoken word, or a mark that is not speech. */
public sealed interface Piece {
  /** The piece as it was sent. */
  String text();

  /**
   * A word.
   *
   * @param text as it was sent
   * @param read as the model reads it
   */
  record Word(String text, String read) implements Piece {}

  /** A mark; {@link MarkTable} renders it in captions. */
  record Mark(Kind kind, String text) implements Piece {}

  /** The kinds of marks. */
  enum Kind {
    /** Another speaker begins, or another topic: {@code >>}. */
    SPEAKER,
    /** The name of who speaks: {@code ANNOUNCER:}. */
    LABEL,
    /** A sound other than speech: {@code [APPLAUSE]}. */
    SOUND,
    /** Musical notes around lyrics. */
    MUSIC,
    /** Emoji, one or more in a row. */
    EMOJI,
    /**
     * Copied, since no model can translate it: laughter such as {@code hahaha}, or an endless word.
     */
    COPY,
    /** A bracket before a sentence. */
    OPENING,
    /** A bracket after a sentence. */
    CLOSING,
    /** Punctuation and symbols without a letter or a digit. */
    PUNCTUATION
  }
}
