package io.surtitle.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The scripts in which a language is written, such as Han, Hiragana and Katakana for Japanese. */
public final class Scripts {
  /** More marks on one letter than any language writes. */
  private static final Pattern FLOOD = Pattern.compile("\\p{M}{9}");

  /** Only symbols, which no language spells out, such as {@code ->}, {@code ||} or {@code ©}. */
  private static final Pattern SIGNS =
      Pattern.compile("[\\p{P}\\p{S}]*(?:[\\p{So}\\p{Sm}\\p{Sk}&&[^+=~]]|&&)[\\p{P}\\p{S}]*");

  private final int[] scripts;

  private Scripts(int[] scripts) {
    this.scripts = scripts;
  }

  /** The scripts of a language; all scripts if none are known for it. */
  public static Scripts of(String languageTag) {
    int[] known = UScript.getCode(ULocale.forLanguageTag(languageTag));
    return new Scripts(known == null ? new int[0] : known);
  }

  /**
   * Whether a word cannot belong to the language: it has a letter of another script, or too many
   * combining marks, or consists of symbols.
   */
  public boolean isForeign(String word) {
    return word.codePoints().anyMatch(this::isForeign)
        || FLOOD.matcher(word).find()
        || SIGNS.matcher(word).matches();
  }

  private boolean isForeign(int character) {
    if (!Character.isLetter(character) || scripts.length == 0) {
      return false;
    }
    int script = UScript.getScript(character);
    return script != UScript.COMMON
        && script != UScript.INHERITED
        && Arrays.stream(scripts).noneMatch(own -> UScript.hasScript(character, own));
  }
}
