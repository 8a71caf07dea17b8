package io.surtitle.text;

/** Text without what means nothing to a reader. */
public final class PlainText {
  private PlainText() {}

  /**
   * The text without characters for private use, and without U+FFFD, which stands where bytes made
   * no character.
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(PlainText::isPlain)) {
      return text;
    }
    return text.codePoints()
        .filter(PlainText::isPlain)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPlain(int character) {
    return Character.getType(character) != Character.PRIVATE_USE && character != 0xFFFD;
  }
}
