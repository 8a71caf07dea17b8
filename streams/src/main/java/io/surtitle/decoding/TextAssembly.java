package io.surtitle.decoding;

import io.surtitle.bundle.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Target tokens to text that only ever grows: the text of some tokens is a prefix of the text of
 * the same tokens and more.
 *
 * <p>{@code U+2581} in a piece is a space; a piece {@code <0xHH>} is one byte of UTF-8. Bytes that
 * do not make a whole character yet are held back.
 */
public final class TextAssembly {
  private static final char SPACE_MARK = '\u2581';

  private TextAssembly() {}

  /** The text of {@code tokens}, without the space before its first word. */
  public static String text(Tokenizer tokenizer, int[] tokens) {
    StringBuilder text = new StringBuilder();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int token : tokens) {
      String piece = tokenizer.piece(token);
      if (isByte(piece)) {
        bytes.write(Integer.parseInt(piece, 3, 5, 16));
      } else {
        flush(bytes, text);
        text.append(piece.replace(SPACE_MARK, ' '));
      }
    }
    flushWhole(bytes, text);
    return text.length() > 0 && text.charAt(0) == ' ' ? text.substring(1) : text.toString();
  }

  private static boolean isByte(String piece) {
    return piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">");
  }

  private static void flush(ByteArrayOutputStream bytes, StringBuilder text) {
    text.append(bytes.toString(StandardCharsets.UTF_8));
    bytes.reset();
  }

  /** Appends what is complete of the last bytes; an unfinished character waits for its rest. */
  private static void flushWhole(ByteArrayOutputStream bytes, StringBuilder text) {
    String decoded = bytes.toString(StandardCharsets.UTF_8);
    int end = decoded.length();
    while (end > 0 && decoded.charAt(end - 1) == '\uFFFD') {
      end--;
    }
    text.append(decoded, 0, end);
  }
}
