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
 * how words were put into records. After a word such as {@code Inc.} the next word tells whether
 * the sentence has ended; the word itself is read at once.
 */
final class Segmenter {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final Tokenizer tokenizer;
  private final int maxTokens;
  private final Glossary glossary;
  private final Sentences sentences;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private IntStream.Builder tokens = IntStream.builder();
  private Spotter spotter;
  private String last;
  private int length;
  private int fresh;

  /**
   * A segmenter for one input.
   *
   * @param maxTokens most tokens of an utterance, the end token included
   * @param length tokens already in the open utterance; 0 where none is open
   * @param said in the open utterance so far
   * @param open what the open utterance knows of the glossary
   * @param glossary for utterances that begin in the input
   */
  Segmenter(
      Tokenizer tokenizer,
      Sentences sentences,
      int maxTokens,
      int length,
      String said,
      Spotting open,
      Glossary glossary) {
    this.tokenizer = tokenizer;
    this.sentences = sentences;
    this.maxTokens = maxTokens;
    this.length = length;
    this.last = lastWord(said);
    this.spotter = new Spotter(sentences, open);
    this.glossary = glossary;
  }

  List<Segment> split(Input input) {
    SPACES
        .splitAsStream(input.text())
        .flatMap(word -> Sentences.parts(word).stream())
        .forEach(this::take);
    if (input.end()) {
      readOn(false);
      if (length > 0) {
        end();
      }
    }
    flush(false);
    return segments;
  }

  private void take(String word) {
    int[] ids = tokenizer.encode(word);
    if (ids.length == 0) {
      return;
    }
    if (spotter.isIdle()) {
      endBefore(word);
    }
    if (spotter.isIdle()) { // the next utterance's may have terms to look for
      add(word, ids);
      if (sentences.endsWith(word)) {
        end();
      }
    } else {
      spotter.hear(word);
      readOn(true);
    }
  }

  private void endBefore(String word) {
    if (length > 0 && sentences.endsBetween(last, word)) {
      end();
    }
  }

  private void readOn(boolean more) {
    endBefore(spotter.first());
    for (Spotter.Words next = spotter.next(more); next != null; next = spotter.next(more)) {
      int[] ids = tokenizer.encode(next.read());
      add(next.said(), ids);
      spotter.keep(next, length - ids.length);
      if (next.ends()) {
        end();
      }
      endBefore(spotter.first());
    }
  }

  private void add(String word, int[] ids) {
    if (length > 0 && length + ids.length >= maxTokens) {
      end();
    }
    words.add(word);
    last = lastWord(word);
    int from = 0;
    while (ids.length - from >= maxTokens) { // one endless word: its parts are utterances
      append(Arrays.copyOfRange(ids, from, from + maxTokens - 1));
      end();
      from += maxTokens - 1;
    }
    append(Arrays.copyOfRange(ids, from, ids.length));
  }

  private static String lastWord(String words) {
    return words.substring(words.lastIndexOf(' ') + 1);
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
    last = "";
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
