package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;

/** Finds emoji: sequences of UTS #51 with skin tones, joiners, flags and keycaps. */
public final class Emoji {
  private static final int EMOJI_STYLE = 0xFE0F;
  private static final int KEYCAP = 0x20E3;

  /** Symbols before it, such as the trademark sign, are ordinary text rather than emoji. */
  private static final int FIRST_PICTOGRAPH = 0x2190;

  private Emoji() {}

  /** Where the emoji that begins at {@code at} ends; {@code at} if none begins there. */
  static int end(String text, int at) {
    int first = text.codePointAt(at);
    if (!mayBegin(first)) {
      return at;
    }
    BreakIterator clusters = BreakIterator.getCharacterInstance(ULocale.ROOT);
    clusters.setText(text);
    int end = clusters.following(at);
    return isEmoji(first, text, at, end) ? end : at;
  }

  /** Whether an emoji begins at {@code at}. */
  static boolean begins(String text, int at) {
    return end(text, at) > at;
  }

  private static boolean mayBegin(int first) {
    return first == '#'
        || first == '*'
        || (first >= '0' && first <= '9')
        || (first > 0x7F
            && (UCharacter.hasBinaryProperty(first, UProperty.EMOJI_PRESENTATION)
                || UCharacter.hasBinaryProperty(first, UProperty.EXTENDED_PICTOGRAPHIC)));
  }

  private static boolean isEmoji(int first, String text, int from, int to) {
    if (first <= 0x7F) {
      return text.indexOf(KEYCAP, from) == to - 1;
    }
    int styled = text.indexOf(EMOJI_STYLE, from);
    return first >= FIRST_PICTOGRAPH || (styled > 0 && styled < to);
  }
}
