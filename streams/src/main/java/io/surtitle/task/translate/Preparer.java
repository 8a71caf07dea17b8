package io.surtitle.task.translate;

import io.surtitle.decoding.Glossary;
import io.surtitle.text.Context;
import io.surtitle.text.LetterCase;
import io.surtitle.text.LowerCase;
import io.surtitle.text.MarkFinder;
import io.surtitle.text.MarkFinder.Found;
import io.surtitle.text.Piece;
import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import io.surtitle.text.Piece.Word;
import io.surtitle.text.Sentences;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Separates words from marks that are not speech, and determines the case of a stream: it is in
 * upper case from {@value StreamText#CAPS} consecutive words in upper case on, until the first word
 * in lower case. Glossary terms, single letters and numbers do not count.
 *
 * <p>Words in upper case wait until later words, or the end of the sentence, show what they are:
 * two or more that form a whole sentence are not abbreviations. So the result does not depend on
 * how words were divided into records, and the first words of a stream are read like the later
 * ones. Incomplete marks wait too.
 */
final class Preparer {
  /** How many pieces to look at before taking words as they are. */
  private static final int MOST = 12;

  private static final int SENTENCE = 2;
  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{M}]+");

  private final MarkFinder finder;
  private final LowerCase lowerCase;
  private final Sentences sentences;
  private final Deque<Piece> ready = new ArrayDeque<>();
  private Glossary glossary;
  private @Nullable Set<String> listed;
  private StreamText text;
  private String waiting;
  private boolean head;
  private boolean plain;

  /**
   * A preparer for one input.
   *
   * @param source language of the stream, a BCP 47 tag
   * @param text the state of the stream's text
   * @param waiting words of the open utterance that were not prepared yet
   */
  Preparer(String source, Sentences sentences, StreamText text, String waiting) {
    this.sentences = sentences;
    this.finder = new MarkFinder(source);
    this.lowerCase = LowerCase.of(source);
    this.glossary = Glossary.NONE;
    this.text = text;
    this.waiting = waiting;
    this.head = true;
  }

  /**
   * Begins an utterance.
   *
   * @param terms the glossary for it
   * @param sentence whether a sentence begins too
   */
  void begin(Glossary terms, boolean sentence) {
    if (!terms.equals(glossary)) {
      glossary = terms;
      listed = null;
    }
    head = sentence;
    plain &= !sentence;
  }

  /**
   * Continues a sentence.
   *
   * @param words its words that were already taken
   * @param begun whether the model has read any of it
   */
  void resume(Iterable<String> words, boolean begun) {
    words.forEach(word -> plain |= LetterCase.of(word) == LetterCase.LOWER);
    head = !begun;
  }

  void hear(String word) {
    waiting = waiting.isEmpty() ? word : waiting + " " + word;
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  String waiting() {
    return waiting;
  }

  StreamText text() {
    return text;
  }

  void setMusic(boolean begun) {
    text = text.withMusic(begun);
  }

  /** The next piece; null if more words are needed. */
  @Nullable Piece next(boolean more) {
    if (ready.isEmpty() && !waiting.isEmpty()) {
      prepare(more);
    }
    return ready.poll();
  }

  private void prepare(boolean more) {
    Found found = finder.first(waiting, context(), more);
    if (found == null) {
      return;
    }
    if (found.piece() instanceof Word word) {
      if (LetterCase.of(word.text()) == LetterCase.LOWER) {
        text = text.withRun(0);
      } else if (!text.caps() && counts(word)) {
        lookAhead(more);
        return;
      }
    }
    take(List.of(found.piece()), after(waiting, found.end()), text.caps());
  }

  private Context context() {
    return new Context(head, text.caps());
  }

  private boolean counts(Word word) {
    return LetterCase.of(word.text()) == LetterCase.UPPER && !isListed(word.text());
  }

  /** Takes words in upper case, with the pieces among them, once it is known what they are. */
  private void lookAhead(boolean more) {
    Run run = new Run(text.run());
    String rest = waiting;
    while (!run.decided) {
      boolean first = head && run.pieces.isEmpty();
      Found found = rest.isEmpty() ? null : finder.first(rest, new Context(first, false), more);
      if (found == null && more) {
        return;
      }
      if (found == null || run.endsBefore(found.piece())) {
        run.decide();
      } else {
        run.add(found.piece());
        rest = after(rest, found.end());
      }
    }
    text = text.withRun(run.length);
    take(run.pieces, rest, run.caps);
  }

  /** Consecutive words in upper case. */
  private final class Run {
    private final List<Piece> pieces = new ArrayList<>();
    private int length;
    private int words;
    private boolean decided;
    private boolean caps;

    Run(int before) {
      this.length = before;
    }

    boolean endsBefore(Piece next) {
      return next instanceof Mark mark
          ? mark.kind() == Kind.SPEAKER || mark.kind() == Kind.LABEL
          : LetterCase.of(next.text()) == LetterCase.LOWER;
    }

    void add(Piece next) {
      pieces.add(next);
      if (next instanceof Word word && counts(word)) {
        words++;
        length++;
      }
      if (length >= StreamText.CAPS || pieces.size() >= MOST || sentences.endsWith(next.text())) {
        decide();
      }
    }

    void decide() {
      decided = true;
      caps = length >= StreamText.CAPS || (words >= SENTENCE && !plain);
    }
  }

  private void take(List<Piece> pieces, String rest, boolean caps) {
    for (Piece piece : pieces) {
      if (piece instanceof Word word) {
        String read = caps ? lowerCase.of(word.read(), head) : word.read();
        ready.add(new Word(word.text(), read));
        head = false;
        plain |= LetterCase.of(word.text()) == LetterCase.LOWER;
      } else {
        ready.add(piece);
      }
    }
    waiting = rest;
  }

  private boolean isListed(String word) {
    if (listed == null) {
      listed =
          NOT_LETTERS
              .splitAsStream(glossary.text())
              .map(each -> each.toUpperCase(Locale.ROOT))
              .collect(Collectors.toSet());
    }
    Set<String> terms = listed;
    return !terms.isEmpty() && NOT_LETTERS.splitAsStream(word).anyMatch(terms::contains);
  }

  private static String after(String words, int end) {
    return end < words.length() && words.charAt(end) == ' '
        ? words.substring(end + 1)
        : words.substring(end);
  }
}
