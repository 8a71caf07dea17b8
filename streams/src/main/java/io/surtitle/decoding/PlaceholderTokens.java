package io.surtitle.decoding;

import io.surtitle.bundle.Tokenizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The placeholders of a bundle as token ids of its tokenizer. */
public final class PlaceholderTokens {
  private static final int[] NOTHING = {};
  private static final String ANY = "und";

  /** A byte that continues a character of UTF-8. */
  private static final Pattern CONTINUES = Pattern.compile("<0x[89AB].>");

  private final Tokenizer tokenizer;
  private final Map<Placeholder, int[]> pieces = new HashMap<>();
  private final boolean declared;
  private final Set<Integer> barred;

  /** Tokenizes the placeholders. */
  public PlaceholderTokens(Tokenizer tokenizer, Placeholders placeholders) {
    this.tokenizer = tokenizer;
    this.declared = placeholders.areDeclared();
    for (Placeholder each : placeholders.all()) {
      int[] spelt = spelt(each);
      // The space before a declared placeholder is a separate token.
      pieces.put(each, declared ? new int[] {spelt[spelt.length - 1]} : spelt);
    }
    this.barred =
        IntStream.range(0, tokenizer.size())
            .filter(this::isTold)
            .boxed()
            .collect(Collectors.toSet());
  }

  /** Whether a piece begins a placeholder, or is an inflected one, such as the German genitive. */
  private boolean isTold(int token) {
    String piece = tokenizer.piece(token);
    return pieces.keySet().stream().anyMatch(each -> begins(token, each))
        || pieces.values().stream()
            .anyMatch(word -> word.length == 1 && piece.startsWith(tokenizer.piece(word[0])));
  }

  /**
   * Whether a token begins it with a space before, or without one, as after opening punctuation.
   */
  private boolean begins(int token, Placeholder placeholder) {
    return token == pieces(placeholder)[0] || tokenizer.piece(token).equals(placeholder.word());
  }

  Tokenizer tokenizer() {
    return tokenizer;
  }

  int[] pieces(Placeholder placeholder) {
    return Objects.requireNonNull(pieces.get(placeholder));
  }

  /** All tokens of a placeholder as a separate word: a declared one has a space before it. */
  int[] spelt(Placeholder placeholder) {
    return tokenizer.encode(placeholder.word());
  }

  /** The first of some terms that a token with this view of the source begins. */
  @Nullable Term begun(int token, List<Term> terms, int visible) {
    for (Term each : terms) {
      if (each.position() < visible && begins(token, each.placeholder())) {
        return each;
      }
    }
    return null;
  }

  /** The pieces that follow a placeholder's first one. */
  int[] after(Placeholder placeholder, int first) {
    int[] all = pieces(placeholder);
    return first == all[0] ? Arrays.copyOfRange(all, 1, all.length) : NOTHING;
  }

  /** Whether a piece would make a placeholder visible to viewers if it does not begin a term. */
  boolean isBarred(int token) {
    return barred.contains(token);
  }

  /** Whether each term has its own placeholder, so that terms may come in any order. */
  boolean areDeclared() {
    return declared;
  }

  /** Whether a piece continues the preceding word, in a script that puts spaces between words. */
  boolean continues(int token) {
    int first = tokenizer.piece(token).codePointAt(0);
    return Character.isLetterOrDigit(first) && !(declared && Spacing.isWithout(first));
  }

  /**
   * Where the punctuation at the end of some tokens begins, such as {@code ."} or {@code ۔} spelt
   * in bytes.
   */
  int endMark(int[] tokens) {
    int start = tokens.length;
    for (int i = tokens.length - 1; i >= 0 && !isBarred(tokens[i]); i--) {
      int[] rest = Arrays.copyOfRange(tokens, i, tokens.length);
      String text = TextAssembly.text(tokenizer, ANY, rest);
      if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
        break;
      }
      start = text.isEmpty() || CONTINUES.matcher(tokenizer.piece(tokens[i])).matches() ? start : i;
    }
    return start;
  }

  /** Whether a piece is only a space. */
  boolean isSpace(int token) {
    return tokenizer.piece(token).equals("\u2581");
  }

  int end() {
    return tokenizer.end();
  }
}
