package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UCharacter.LineBreak;
import com.ibm.icu.lang.UCharacter.SentenceBreak;
import com.ibm.icu.lang.UProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Where sentences end, by Unicode's property Sentence_Break (UAX 29). Usually a word alone decides,
 * so that nothing waits; after an abbreviation or an ellipsis, the next word decides. In Greek the
 * semicolon is the question mark, and ends a sentence too.
 */
public final class Sentences {
  private static final Map<String, Sentences> BY_LANGUAGE = new ConcurrentHashMap<>();
  private static final String ELLIPSES = "\u2025\u2026";
  private static final Pattern INITIALS = Pattern.compile("\\p{Lu}|(?:\\p{L}\\.){1,5}\\p{L}");
  private static final String PRONOUN = "I"; // no initial

  private static final String GREEK = "el";

  private final Abbreviations abbreviations;
  private final boolean greek;

  private Sentences(String language) {
    this.abbreviations = Abbreviations.of(language);
    this.greek = language.equals(GREEK);
  }

  /** The rules of a language, a BCP 47 tag of which only the primary subtag counts. */
  public static Sentences of(String tag) {
    return BY_LANGUAGE.computeIfAbsent(tag.split("[-_]", 2)[0], Sentences::new);
  }

  /** Whether a sentence ends after a word. */
  private enum Stop {
    /** It does not. */
    NONE,
    /** It does. */
    END,
    /** It does unless the next word continues in lower case. */
    PAUSE,
    /** It does unless a number follows. */
    BEFORE_NUMBER,
    /** It does if the next word is one that begins sentences. */
    OPEN
  }

  /** Whether a sentence ends after a word, regardless of the next word. */
  public boolean endsWith(String word) {
    return stop(word) == Stop.END;
  }

  /**
   * Whether a sentence ends between two words where the first alone did not decide. If it would
   * have decided but belongs to a listed term that has a full stop, a sentence ends only before a
   * word that begins sentences.
   */
  public boolean endsBetween(String word, String next) {
    return switch (stop(word)) {
      case NONE -> false;
      case END, OPEN -> abbreviations.begins(next);
      case PAUSE -> !goesOn(next);
      case BEFORE_NUMBER -> !next.isEmpty() && !UCharacter.isDigit(firstOf(next));
    };
  }

  /** Splits a word at the ends of sentences in scripts that put no space after them. */
  public static List<String> parts(String word) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean ended = false;
    for (int i = 0; i < word.length(); i = next(word, i)) {
      int point = word.codePointAt(i);
      if (ended && !isStop(point) && (opens(point) || !isCloser(point))) {
        parts.add(word.substring(start, i));
        start = i;
        ended = false;
      }
      ended |= isWideStop(point);
    }
    parts.add(word.substring(start));
    return parts;
  }

  private Stop stop(String word) {
    int end = withoutClosers(word);
    int from = end;
    boolean certain = false;
    boolean ellipsis = false;
    while (from > 0 && (isStop(word.codePointBefore(from)) || isQuestion(word, from))) {
      int point = word.codePointBefore(from);
      certain |= sentenceBreak(point) == SentenceBreak.STERM || isQuestion(word, from);
      ellipsis |= from < end || ELLIPSES.indexOf(point) >= 0;
      from -= Character.charCount(point);
    }
    if (from == end) {
      return Stop.NONE;
    }
    if (certain) {
      return Stop.END;
    }
    return ellipsis ? Stop.PAUSE : stopAfter(word.substring(firstLetter(word, from), from));
  }

  /** Whether the character before {@code end} is the Greek question mark. */
  private boolean isQuestion(String word, int end) {
    return greek && word.charAt(end - 1) == ';';
  }

  private Stop stopAfter(String stem) {
    Abbreviations.Kind kind = abbreviations.kind(stem);
    if (kind != null) {
      return switch (kind) {
        case TITLE -> Stop.NONE;
        case NUMBER -> Stop.BEFORE_NUMBER;
        case OPEN -> Stop.OPEN;
      };
    }
    boolean initial = INITIALS.matcher(stem).matches() && !stem.equals(PRONOUN);
    return initial ? Stop.OPEN : Stop.END;
  }

  private static int withoutClosers(String word) {
    int end = word.length();
    while (end > 0 && isCloser(word.codePointBefore(end))) {
      end -= Character.charCount(word.codePointBefore(end));
    }
    return end;
  }

  private static boolean isCloser(int point) {
    return switch (sentenceBreak(point)) {
      case SentenceBreak.CLOSE, SentenceBreak.EXTEND, SentenceBreak.FORMAT -> true;
      default -> false;
    };
  }

  private static boolean isStop(int point) {
    return switch (sentenceBreak(point)) {
      case SentenceBreak.STERM, SentenceBreak.ATERM -> true;
      default -> ELLIPSES.indexOf(point) >= 0;
    };
  }

  private static int sentenceBreak(int point) {
    return UCharacter.getIntPropertyValue(point, UProperty.SENTENCE_BREAK);
  }

  /** The first letter after opening quotes and brackets. */
  private static int firstLetter(String word, int end) {
    int from = 0;
    while (from < end && !UCharacter.isLetterOrDigit(word.codePointAt(from))) {
      from = next(word, from);
    }
    return from;
  }

  private static int firstOf(String word) {
    int from = firstLetter(word, word.length());
    return from < word.length() ? word.codePointAt(from) : 0;
  }

  /** Whether a word is in lower case, or has no letter that has case: a number, a dash. */
  private static boolean goesOn(String word) {
    return switch (sentenceBreak(firstOf(word))) {
      case SentenceBreak.UPPER, SentenceBreak.OLETTER -> false;
      default -> true;
    };
  }

  private static boolean opens(int point) {
    return UCharacter.getIntPropertyValue(point, UProperty.LINE_BREAK)
        == LineBreak.OPEN_PUNCTUATION;
  }

  private static boolean isWideStop(int point) {
    return sentenceBreak(point) == SentenceBreak.STERM && isWide(point);
  }

  private static boolean isWide(int point) {
    return switch (UCharacter.getIntPropertyValue(point, UProperty.EAST_ASIAN_WIDTH)) {
      case EastAsianWidth.WIDE, EastAsianWidth.FULLWIDTH, EastAsianWidth.HALFWIDTH -> true;
      default -> false;
    };
  }

  private static int next(String word, int at) {
    return at + Character.charCount(word.codePointAt(at));
  }
}
