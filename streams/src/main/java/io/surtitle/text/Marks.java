package io.surtitle.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import com.ibm.icu.text.Normalizer2;

/** Bounds combining marks: no language puts more than five on a letter, or one twice in a row. */
final class Marks {
  private static final int MOST = 5;
  private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

  private Marks() {}

  /** A text without the excess marks, in normalisation form D. */
  static String bounded(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int marks = 0;
    int last = 0;
    for (int point : NFD.normalize(text).codePoints().toArray()) {
      marks = isMark(point) ? marks + 1 : 0;
      if (marks == 0 || (marks <= MOST && point != last)) {
        out.appendCodePoint(point);
      }
      last = point;
    }
    return out.toString();
  }

  private static boolean isMark(int point) {
    return switch (UCharacter.getType(point)) {
      case ECharacterCategory.NON_SPACING_MARK, ECharacterCategory.ENCLOSING_MARK -> true;
      default -> false;
    };
  }
}
