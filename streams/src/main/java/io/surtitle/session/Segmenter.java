package io.surtitle.session;

import io.surtitle.bundle.Tokenizer;
import io.surtitle.decoding.Glossary;
import io.surtitle.text.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

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
   * @param open what the open utterance knows of the glossary
   * @param glossary for utterances that begin in the input
   */
  Segmenter(Tokenizer tokenizer, int maxTokens, int length, Spotting open, Glossary glossary) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.length = length;
    this.spotter = new Spotter(open);
    this.glossary = glossary;
  }

  List<Segment> split(Input input) {
    for (String word : SPACES.split(input.text(), -1)) {
      int[] ids = tokenizer.encode(word);
      if (ids.length > 0) {
        take(word, ids);
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

  private void take(String word, int[] ids) {
    if (spotter.isIdle()) {
      add(word, ids);
      if (Sentences.endsWith(word)) {
        end();
      }
    } else {
      spotter.hear(word);
      readOn(true);
    }
  }

  private void readOn(boolean more) {
    for (Spotter.Words next = spotter.next(more); next != null; next = spotter.next(more)) {
      int[] ids = tokenizer.encode(next.read());
      add(next.said(), ids);
      spotter.keep(next, length - ids.length);
      if (next.ends()) {
        end();
      }
    }
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
    if (fresh > 0 || spotter.isWaiting()) {
      int[] ids = tokens.build().toArray();
      segments.add(new Segment(String.join(" ", words), ids, ends, spotter.spotting()));
      words.clear();
      tokens = IntStream.builder();
      fresh = 0;
    }
  }
}
