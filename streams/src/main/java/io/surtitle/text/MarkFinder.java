package io.surtitle.text;

import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import io.surtitle.text.Piece.Word;
import org.jspecify.annotations.Nullable;

/** Splits text into words and marks that are not speech, one piece at a time. */
public final class MarkFinder {
  private static final String NOTES = "\u2669\u266A\u266B\u266C";
  private static final String DASHES = "-\u2010\u2013\u2014";

  private final Brackets brackets;
  private final Labels labels;
  private final String and;

  /** A finder for a source language, a BCP 47 tag. */
  public MarkFinder(String source) {
    MarkTable table = MarkTable.of(source);
    Sentences sentences = Sentences.of(source);
    this.brackets = new Brackets(table, sentences);
    this.labels = new Labels(table, sentences);
    this.and = Ampersand.in(source);
  }

  /** The first piece of some words, and where it ends in them. */
  public record Found(Piece piece, int end) {}

  /**
   * The first piece of some words.
   *
   * @param words one or more, separated by one space
   * @param more whether more words may follow
   * @return null if more words are needed to decide
   */
  public @Nullable Found first(String words, Context context, boolean more) {
    int end = chevrons(words);
    if (end > 0) {
      return mark(Kind.SPEAKER, words, end);
    }
    end = notes(words);
    if (end > 0) {
      return mark(Kind.MUSIC, words, end);
    }
    end = emoji(words);
    if (end > 0) {
      return mark(Kind.EMOJI, words, end);
    }
    end = brackets.end(words, context, more);
    if (end == Brackets.NONE && context.head()) {
      int label = labels.end(words, more);
      if (label > 0) {
        return mark(Kind.LABEL, words, label);
      }
      end = label;
    }
    return end == Brackets.UNDECIDED
        ? null
        : end > 0 ? mark(Kind.SOUND, words, end) : word(words, context);
  }

  private static Found mark(Kind kind, String words, int end) {
    return new Found(new Mark(kind, words.substring(0, end)), end);
  }

  private static int chevrons(String words) {
    int end = 0;
    while (end < words.length() && words.charAt(end) == '>') {
      end++;
    }
    return end >= 2 ? end : 0;
  }

  private static int notes(String words) {
    int end = 0;
    while (end < words.length() && NOTES.indexOf(words.charAt(end)) >= 0) {
      end++;
    }
    return end > 0 || !(words.equals("#") || words.startsWith("# ")) ? end : 1;
  }

  private static int emoji(String words) {
    int end = 0;
    while (end < words.length() && Emoji.begins(words, end)) {
      end = Emoji.end(words, end);
    }
    return end;
  }

  private Found word(String words, Context context) {
    if (context.head() && beginsWithDash(words)) {
      return mark(Kind.SPEAKER, words, 1);
    }
    int end = endOfWord(words);
    String word = words.substring(0, end);
    if (isCopied(word)) {
      return mark(Kind.COPY, words, end);
    }
    if (word.equals(Ampersand.SIGN)) {
      return new Found(new Word(word, and), end);
    }
    boolean said = word.codePoints().anyMatch(MarkFinder::isSaid);
    return said ? new Found(new Word(word, word), end) : mark(Kind.PUNCTUATION, words, end);
  }

  /**
   * Whether a word is copied. Addresses and numbers are not, however long: they get placeholders.
   */
  private static boolean isCopied(String word) {
    return Carried.of(word) == null
        && (WordLength.isTooLong(DrawnOut.once(word))
            || WordLength.isEndless(word)
            || DrawnOut.isSyllables(word));
  }

  /** A dash before a letter, which in subtitles marks a change of speaker. */
  private static boolean beginsWithDash(String words) {
    return words.length() > 1
        && DASHES.indexOf(words.charAt(0)) >= 0
        && Character.isLetter(words.codePointAt(1));
  }

  /** Where the first word ends: at a space, or before a mark written without one. */
  private static int endOfWord(String words) {
    int at = Character.charCount(words.codePointAt(0));
    while (at < words.length() && words.charAt(at) != ' ' && !isMarkAt(words, at)) {
      at += Character.charCount(words.codePointAt(at));
    }
    return at;
  }

  private static boolean isMarkAt(String words, int at) {
    char each = words.charAt(at);
    if (each < 0x80) {
      return each == '>' && words.startsWith(">>", at);
    }
    return NOTES.indexOf(each) >= 0 || Emoji.begins(words, at);
  }

  private static boolean isSaid(int codePoint) {
    return Character.isLetter(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
  }
}
