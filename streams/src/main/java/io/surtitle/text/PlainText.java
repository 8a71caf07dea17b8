package io.surtitle.text;

/** Text without characters that mean nothing to a reader. */
public final class PlainText {
  private PlainText() {}

  /**
   * The text without private-use characters, and without U+FFFD, which replaces bytes that decoded
   * to no character.
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
