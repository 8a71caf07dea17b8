package io.surtitle.session;

import io.surtitle.bundle.Tokenizer;
import io.surtitle.decoding.Glossary;
import io.surtitle.text.PlainText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts inputs where utterances end: at sentence-final punctuation, at an explicit end, and where an
 * utterance would grow beyond its limit. Words are encoded one by one, so that ids do not depend on
 * how words were put into records.
 */
final class Segmenter {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Tokenizer tokenizer;
  private final int maxTokens;
  private final Glossary glossary;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private IntStream.Builder tokens = IntStream.builder();
  private Spotter spotter;
  private int length;
  private int fresh;

  /**
   * A segmenter for one input.
   *
   * @param maxTokens most tokens of an utterance, the end token included
   * @param length tokens already in the open utterance; 0 where none is open
   * @param spotter of the open utterance, or of the next one where none is open
   * @param glossary for utterances that begin in the input
   */
  Segmenter(Tokenizer tokenizer, int maxTokens, int length, Spotter spotter, Glossary glossary) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.length = length;
    this.spotter = spotter;
    this.glossary = glossary;
  }

  List<Segment> split(Input input) {
    for (String word : SPACES.split(input.text(), -1)) {
      String plain = PlainText.of(word);
      if (!isBlank(plain)) {
        spotter.hear(plain);
        readOn(true);
      }
    }
    if (input.end()) {
      readOn(false);
      if (length > 0) {
        end();
      }
    }
    flush(false);
    return segments;
  }

  private static boolean isBlank(String word) {
    return word.codePoints().allMatch(Segmenter::isBlank);
  }

  /** Of characters that no tokenizer makes anything of. */
  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT;
  }

  private void readOn(boolean more) {
    for (Words next = next(more); next != null; next = next(more)) {
      if (next.read().isEmpty()) {
        pass(next.said());
      } else {
        read(next);
      }
    }
  }

  private @Nullable Words next(boolean more) {
    return spotter.next(more, length > 0);
  }

  private void read(Words next) {
    int[] ids = tokenizer.encode(next.read());
    add(next.said(), ids);
    spotter.keep(next, length - ids.length);
    if (next.ends()) {
      end();
    }
  }

  /** An utterance that needs no translation never reaches the model. */
  private void pass(String said) {
    words.add(said);
    flush(true);
    spotter = spotter.inNextUtterance(glossary);
  }

  private void add(String word, int[] ids) {
    if (length > 0 && length + ids.length >= maxTokens) {
      end();
    }
    words.add(word);
    int from = 0;
    while (ids.length - from >= maxTokens) { // one endless word: its parts are utterances
      append(Arrays.copyOfRange(ids, from, from + maxTokens - 1));
      end();
      from += maxTokens - 1;
    }
    append(Arrays.copyOfRange(ids, from, ids.length));
  }

  private void append(int[] ids) {
    Arrays.stream(ids).forEach(tokens::add);
    length += ids.length;
    fresh += ids.length;
  }

  private void end() {
    append(new int[] {tokenizer.end()});
    flush(true);
    length = 0;
    spotter = spotter.inNextUtterance(glossary);
  }

  private void flush(boolean ends) {
    if (ends || fresh > 0 || spotter.isWaiting()) {
      int[] ids = tokens.build().toArray();
      segments.add(new Segment(String.join(" ", words), ids, ends, spotter.spotting()));
      words.clear();
      tokens = IntStream.builder();
      fresh = 0;
    }
  }
}
