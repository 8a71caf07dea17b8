package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Text of one language that is written piece by piece and only grows, with the punctuation, spaces
 * and capitals of that language. How a character is shown depends only on the text before it, so
 * what was shown never changes.
 *
 * <ul>
 *   <li>a space is shown once a character follows that it belongs before ({@link Spaces});
 *   <li>characters have the language's own forms ({@link Forms});
 *   <li>a letter after the end of a sentence is a capital ({@link Capitals});
 *   <li>private-use and control characters, noncharacters, U+FFFD and marks without a letter before
 *       them are omitted, and so are invisible characters without an effect ({@link Invisible}),
 *       unlike the joiners within words of Persian, Hindi, Bengali and Tamil;
 *   <li>each piece is in normalisation form C.
 * </ul>
 */
public final class RunningText {
  private static final Map<String, Rules> BY_TAG = new ConcurrentHashMap<>();
  private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
  private static final int REPLACEMENT = 0xFFFD;

  /** The rules of one language. */
  private record Rules(Forms forms, Spaces spaces, Capitals capitals) {
    static Rules of(String tag) {
      String language = tag.split("[-_]", 2)[0];
      return new Rules(Forms.of(language), new Spaces(language), new Capitals(language));
    }
  }

  private final Rules rules;
  private final StringBuilder text = new StringBuilder();

  /** Invisible characters that the next visible one makes visible or superfluous. */
  private final StringBuilder held = new StringBuilder();

  private boolean spaced;
  private boolean begins;

  /** Where the last word ends that was added as it is spelt. */
  private int spelt;

  /** Where the last capital was set. */
  private int capital = -1;

  private RunningText(Rules rules) {
    this.rules = rules;
  }

  /** An empty text in a language, a BCP 47 tag of which only the primary subtag counts. */
  public static RunningText in(String tag) {
    Rules known = BY_TAG.get(tag);
    return new RunningText(known == null ? BY_TAG.computeIfAbsent(tag, Rules::of) : known);
  }

  /** Adds a space, to be shown once something follows. */
  public void space() {
    spaced = true;
    held.setLength(0);
  }

  /** Adds text that is complete in itself, such as a piece of a vocabulary. */
  public void write(String some) {
    NFC.normalize(some).codePoints().forEach(this::write);
  }

  /** Adds a word as it is spelt, such as a name. */
  public void spell(String word) {
    if (word.isEmpty()) {
      return;
    }
    held.setLength(0);
    text.append(rules.spaces().between(text, spaced, word.codePointAt(0))).append(word);
    spaced = false;
    begins = false;
    spelt = text.length();
  }

  /** The last character; 0 if there is none. */
  public int last() {
    return Points.last(text);
  }

  private void write(int point) {
    if (UCharacter.isUWhiteSpace(point)) {
      space();
    } else if (UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      hold(point);
    } else if (isPlain(point) && !isLoneMark(point)) {
      show(point);
    }
  }

  private void hold(int point) {
    if (spaced) {
      return;
    }
    if (held.length() == 0 && Invisible.stays(point, text, 0)) {
      text.appendCodePoint(point);
    } else {
      held.appendCodePoint(point);
    }
  }

  private boolean isLoneMark(int point) {
    return Points.isMark(point) && (spaced || !Points.bearsMark(last()));
  }

  private static boolean isPlain(int point) {
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.CONTROL,
          ECharacterCategory.FORMAT,
          ECharacterCategory.PRIVATE_USE,
          ECharacterCategory.SURROGATE,
          ECharacterCategory.UNASSIGNED ->
          false;
      default -> point != REPLACEMENT;
    };
  }

  private void show(int written) {
    int point = rules.forms().shown(written, text, spaced);
    begins |= spaced && text.length() > spelt && rules.capitals().endsSentence(text);
    text.append(rules.spaces().between(text, spaced, point));
    spaced = false;
    showHeld(point);
    append(point);
    begins &= Points.isOpening(point);
  }

  private void showHeld(int next) {
    if (held.length() == 0) {
      return;
    }
    int[] points = held.codePoints().toArray();
    held.setLength(0);
    for (int i = 0; i < points.length; i++) {
      int after = i + 1 < points.length ? points[i + 1] : next;
      if (Invisible.stays(points[i], text, after)) {
        text.appendCodePoint(points[i]);
      }
    }
  }

  private void append(int point) {
    boolean joins = capital == text.length() - 1 && rules.capitals().joins(last(), point);
    if (joins || (begins && Character.isLowerCase(point))) {
      text.append(rules.capitals().capital(point));
      capital = joins ? capital : text.length() - 1;
    } else {
      text.appendCodePoint(point);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
