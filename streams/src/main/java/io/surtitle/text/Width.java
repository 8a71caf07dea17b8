package io.surtitle.text;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings each character to one width: full-width Latin letters and digits become ordinary ones,
 * half-width kana and hangul become full-width. Other full-width characters become ordinary ones
 * only in words without an East Asian letter, so that a Chinese sentence keeps its punctuation.
 * Other compatibility characters, such as ½, ² and ™, stay.
 */
final class Width {
  private static final Pattern WORD = Pattern.compile("[^ \u00A0]++");

  /** The letters and digits of the block, and the punctuation used among half-width kana. */
  private static final Pattern LETTERS =
      Pattern.compile("[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF61-\uFFDC]+");

  private static final Pattern ALL = Pattern.compile("[\uFF01-\uFFEE]+");
  private static final Pattern EAST_ASIAN =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}\\p{IsBopomofo}]");

  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  private Width() {}

  static String folded(String text) {
    return WORD.matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(foldedWord(word.group())));
  }

  private static String foldedWord(String word) {
    Pattern forms = EAST_ASIAN.matcher(word).find() ? LETTERS : ALL;
    return forms
        .matcher(word)
        .replaceAll(run -> Matcher.quoteReplacement(NFKC.normalize(run.group())));
  }
}
