package io.surtitle.decoding;

import io.surtitle.bundle.Tokenizer;
import io.surtitle.text.PlainText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns target tokens into append-only text: the text of some tokens is a prefix of the text of the
 * same tokens and more.
 *
 * <p>{@code U+2581} in a piece is a space; a piece {@code <0xHH>} is one byte of UTF-8. Bytes of an
 * incomplete character are held back, and bytes that never form a character are omitted.
 */
public final class TextAssembly {
  private static final String SPACE_MARK = "\u2581";

  private static final String OPENING = "\u00A1\u00BF([{\u2019'-/ ";

  private final Tokenizer tokenizer;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final boolean declared;
  private boolean spaceDue;

  private TextAssembly(Tokenizer tokenizer, boolean declared) {
    this.tokenizer = tokenizer;
    this.declared = declared;
  }

  /** The text of {@code tokens}, without the space before its first word. */
  public static String text(Tokenizer tokenizer, int[] tokens) {
    TextAssembly assembly = new TextAssembly(tokenizer, false);
    assembly.append(tokens, 0, tokens.length);
    return assembly.text();
  }

  /**
   * The same, with terms in place of placeholders.
   *
   * @param delays for each token the number of source tokens it could see
   */
  public static String text(
      Tokenizer tokenizer,
      PlaceholderTokens placeholderTokens,
      List<Term> terms,
      int[] tokens,
      int[] delays) {
    TextAssembly assembly = new TextAssembly(tokenizer, placeholderTokens.areDeclared());
    int next = 0;
    for (Placing.Span each : Placing.of(placeholderTokens, terms, tokens, delays).written()) {
      assembly.append(tokens, next, each.from());
      assembly.append(each.term());
      next = assembly.afterStop(tokens, each.to());
      assembly.separate(tokens, next);
    }
    assembly.append(tokens, next, tokens.length);
    return assembly.text();
  }

  private void append(int[] tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      String piece = tokenizer.piece(tokens[i]);
      if (isByte(piece)) {
        bytes.write(Integer.parseInt(piece, 3, 5, 16));
      } else {
        flush();
        append(piece);
      }
    }
  }

  private void append(String piece) {
    if (declared && piece.equals(SPACE_MARK)) {
      spaceDue = true; // shown once something follows
    } else {
      spaceDue &= !piece.startsWith(SPACE_MARK);
      show(piece.replace(SPACE_MARK, " "));
    }
  }

  /** Omits text without a visible character, together with the space before it. */
  private void show(String some) {
    String visible = PlainText.of(some);
    if (!visible.isEmpty()) {
      text.append(spaceDue ? " " : "").append(visible);
      spaceDue = false;
    }
  }

  /** Adds a term as a separate word, in scripts that separate words. */
  private void append(Term term) {
    flush();
    spaceDue |= text.length() > 0 && endsWord(text.codePointBefore(text.length()));
    text.append(spaceDue ? " " : "").append(term.text());
    spaceDue = false;
  }

  private static boolean endsWord(int last) {
    return OPENING.indexOf(last) < 0 && !Spacing.isWithout(last) && !Spacing.hasPrefixes(last);
  }

  /** A sentence that ends with a term such as {@code A.I.} needs no further full stop. */
  private int afterStop(int[] tokens, int next) {
    boolean twice =
        next < tokens.length
            && text.charAt(text.length() - 1) == '.'
            && tokenizer.piece(tokens[next]).equals(".");
    return twice ? next + 1 : next;
  }

  private void separate(int[] tokens, int next) {
    if (next < tokens.length) {
      String piece = tokenizer.piece(tokens[next]);
      int first = piece.codePointAt(0);
      spaceDue =
          (isByte(piece) && !declared)
              || (Character.isLetterOrDigit(first) && !Spacing.isWithout(first));
    }
  }

  private String text() {
    flush(); // an incomplete character is not shown
    return text.length() > 0 && text.charAt(0) == ' ' ? text.substring(1) : text.toString();
  }

  private static boolean isByte(String piece) {
    return piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">");
  }

  private void flush() {
    show(bytes.toString(StandardCharsets.UTF_8));
    bytes.reset();
  }
}
