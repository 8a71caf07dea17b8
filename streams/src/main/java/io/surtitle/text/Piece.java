package io.surtitle.text;

/** A part of what was sent: a word that is said, or a mark that is no speech. */
public sealed interface Piece {
  /** As it was sent. */
  String text();

  /**
   * A word.
   *
   * @param text as it was sent
   * @param read as the model is to read it
   */
  record Word(String text, String read) implements Piece {}

  /** A mark; {@link MarkTable} has what stands for it in a caption. */
  record Mark(Kind kind, String text) implements Piece {}

  /** What a mark is. */
  enum Kind {
    /** Another speaker begins, or another topic: {@code >>}. */
    SPEAKER,
    /** Who speaks: {@code ANNOUNCER:}. */
    LABEL,
    /** What is heard beside speech: {@code [APPLAUSE]}. */
    SOUND,
    /** Notes around what is sung. */
    MUSIC,
    /** Emoji, one or more in a row. */
    EMOJI,
    /** What no model can translate: laughter such as {@code hahaha}, or a word without an end. */
    COPY,
    /** A bracket before a sentence. */
    OPENING,
    /** A bracket after one. */
    CLOSING,
    /** Punctuation and symbols without a letter or a digit. */
    PUNCTUATION
  }
}
