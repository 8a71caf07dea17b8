package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cleans the text that producers send: removes what is neither spoken nor visible, and writes in
 * one way what looks the same. In this order:
 *
 * <ol>
 *   <li>HTML's character references are decoded, once;
 *   <li>terminal control sequences, control characters, noncharacters, private-use and replacement
 *       characters are removed, and so are invisible characters that have no effect where they
 *       stand ({@link Invisible}); white space of any kind and {@code U+2581}, the space of
 *       tokenizers, become spaces;
 *   <li>full-width Latin letters become narrow and half-width kana become wide ({@link Width});
 *   <li>tags of HTML and of caption formats, and the special tokens of tokenizers, are removed
 *       ({@link Tags});
 *   <li>combining marks beyond those that any language puts on a letter are removed ({@link
 *       Marks}), and the text is brought into normalisation form C;
 *   <li>a no-break or narrow space between groups of three digits is removed: the number {@code 1
 *       000} is {@code 1000}. An ordinary space there stays, since the groups may come in different
 *       records.
 * </ol>
 */
public final class Cleaning {
  /**
   * Text that no step changes: printable ASCII without characters that begin a reference or tag.
   */
  private static final Pattern CLEAN = Pattern.compile("[ -~&&[^&<{]]*+");

  private static final Pattern CONTROL_SEQUENCE =
      Pattern.compile(
          "(?:\\x1B\\[|\\x9B)[0-?]*+[ -/]*+[@-~]" // CSI, ECMA-48 section 5.4
              + "|(?:\\x1B[\\]P_^X]|[\\x90\\x98\\x9D-\\x9F])[^\\x07\\x1B\\x9C]*+(?:\\x07|\\x1B\\\\|\\x9C)|\\x1B["
              + " -/]++[0-~]");

  private static final int MOST_ROUNDS = 3;

  private static final char NO_BREAK_SPACE = '\u00A0';
  private static final String NARROW = "\u00A0\u2007\u2008\u2009\u200A\u202F\u205F";
  private static final String TOKENIZER_SPACE = "\u2581";
  private static final Pattern GROUPED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,]\u00A0?)(?!0)\\p{Nd}{1,3}(?:\u00A0\\p{Nd}{3})++(?!\u00A0?\\p{Nd})");
  private static final Pattern SPACES = Pattern.compile("[ \u00A0]+");

  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

  private Cleaning() {}

  /** The words of a text, separated by one space; empty if there are none. */
  public static String of(CharSequence raw) {
    String text = CLEAN.matcher(raw).matches() ? raw.toString() : cleaned(raw);
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private static String cleaned(CharSequence raw) {
    String decoded = Entities.decoded(raw);
    String visible = visible(CONTROL_SEQUENCE.matcher(decoded).replaceAll(""));
    return joined(spoken(Width.folded(visible)));
  }

  /** Repeated, since removing a tag may join the text around it to another tag or letter. */
  private static String spoken(String text) {
    String before = text;
    String after = NFC.normalize(Marks.bounded(Tags.removed(text)));
    for (int i = 0; i < MOST_ROUNDS && !after.equals(before); i++) {
      before = after;
      after = NFC.normalize(Marks.bounded(Tags.removed(before)));
    }
    return after;
  }

  private static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0, next; i < text.length(); i = next) {
      int point = text.codePointAt(i);
      next = i + Character.charCount(point);
      if (NARROW.indexOf(point) >= 0) {
        out.append(NO_BREAK_SPACE);
      } else if (UCharacter.isUWhiteSpace(point) || TOKENIZER_SPACE.indexOf(point) >= 0) {
        out.append(' ');
      } else if (Invisible.stays(point, out, next < text.length() ? text.codePointAt(next) : 0)) {
        out.appendCodePoint(point);
      }
    }
    return out.toString();
  }

  private static String joined(String text) {
    return GROUPED.matcher(text).replaceAll(Cleaning::digits);
  }

  private static String digits(MatchResult number) {
    return Matcher.quoteReplacement(number.group().replace("\u00A0", ""));
  }
}
