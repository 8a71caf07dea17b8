package io.surtitle.decoding;

import io.surtitle.bundle.Tokenizer;
import io.surtitle.text.RunningText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * Turns target tokens into append-only text: the text of some tokens is a prefix of the text of the
 * same tokens and more. {@link RunningText} writes it as its language does.
 *
 * <p>{@code U+2581} in a piece is a space; a piece {@code <0xHH>} is one byte of UTF-8. Bytes of an
 * incomplete character are held back, and bytes that never form a character are omitted. Special
 * tokens are omitted too.
 */
public final class TextAssembly {
  private static final String SPACE_MARK = "\u2581";
  private static final Set<String> SPECIAL = Set.of("<pad>", "<s>", "</s>", "<unk>");

  private final Tokenizer tokenizer;
  private final Spacing spacing;
  private final RunningText text;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final boolean declared;

  private TextAssembly(Tokenizer tokenizer, String language, boolean declared) {
    this.tokenizer = tokenizer;
    this.spacing = new Spacing(language);
    this.text = RunningText.in(language);
    this.declared = declared;
  }

  /**
   * The text of {@code tokens}, without the space before its first word.
   *
   * @param language of the text, a BCP 47 tag
   */
  public static String text(Tokenizer tokenizer, String language, int[] tokens) {
    TextAssembly assembly = new TextAssembly(tokenizer, language, false);
    assembly.append(tokens, 0, tokens.length);
    return assembly.text();
  }

  /**
   * The same, with terms in place of placeholders.
   *
   * @param delays for each token the number of source tokens it could see
   */
  public static String text(
      PlaceholderTokens placeholderTokens,
      String language,
      List<Term> terms,
      int[] tokens,
      int[] delays) {
    TextAssembly assembly =
        new TextAssembly(placeholderTokens.tokenizer(), language, placeholderTokens.areDeclared());
    int next = 0;
    for (Placing.Span each : Placing.of(placeholderTokens, terms, tokens, delays).written()) {
      assembly.append(tokens, next, each.from());
      assembly.append(each.term(), tokens[each.from()]);
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
    if (!SPECIAL.contains(piece)) {
      text.write(piece.replace(SPACE_MARK, " "));
    }
  }

  /** Adds a term as a separate word, in languages that separate words. */
  private void append(Term term, int placeholder) {
    flush();
    if (tokenizer.piece(placeholder).startsWith(SPACE_MARK) || spacing.endsWord(text.last())) {
      text.space();
    }
    text.spell(term.text());
  }

  /** A sentence that ends with a term such as {@code A.I.} needs no further full stop. */
  private int afterStop(int[] tokens, int next) {
    boolean twice =
        next < tokens.length && text.last() == '.' && tokenizer.piece(tokens[next]).equals(".");
    return twice ? next + 1 : next;
  }

  private void separate(int[] tokens, int next) {
    if (next < tokens.length) {
      String piece = tokenizer.piece(tokens[next]);
      int first = piece.codePointAt(0);
      if ((isByte(piece) && !declared)
          || (Character.isLetterOrDigit(first) && !Spacing.isWithout(first))) {
        text.space();
      }
    }
  }

  private String text() {
    flush(); // an incomplete character is not shown
    return text.toString();
  }

  private static boolean isByte(String piece) {
    return piece.length() == 6 && piece.startsWith("<0x") && piece.endsWith(">");
  }

  /**
   * Adds the characters one by one, since later bytes must not change how earlier ones are shown.
   */
  private void flush() {
    if (bytes.size() == 0) {
      return;
    }
    bytes
        .toString(StandardCharsets.UTF_8)
        .codePoints()
        .forEach(each -> text.write(Character.toString(each)));
    bytes.reset();
  }
}
