package io.surtitle.task.translate;

import io.surtitle.bundle.Tokenizer;
import io.surtitle.decoding.Glossary;
import io.surtitle.engine.Input;
import io.surtitle.text.DrawnOut;
import io.surtitle.text.EdgeBrackets;
import io.surtitle.text.LoneStop;
import io.surtitle.text.Piece;
import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import io.surtitle.text.Piece.Word;
import io.surtitle.text.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides inputs where utterances end: at sentence-final punctuation, at an explicit end, at marks
 * that end one, and where an utterance would exceed its limit. Words are encoded one by one, so
 * that token ids do not depend on how words were divided into records. After a word such as {@code
 * Inc.} the next word decides whether the sentence has ended; the word itself is read at once.
 */
final class Segmenter {
  private final Tokenizer tokenizer;
  private final Sentences sentences;
  private final int maxTokens;
  private final Glossary glossary;
  private final Preparer preparer;
  private final Repeats repeats = new Repeats();
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private IntStream.Builder tokens = IntStream.builder();
  private Spotter spotter;
  private Marks marks;
  private String last;
  private boolean heard;
  private int length;
  private int fresh;
  private @Nullable StreamText textAtEnd;

  /** A segmenter that goes on with the open utterance of a stream. */
  Segmenter(
      Tokenizer tokenizer,
      Sentences sentences,
      int maxTokens,
      OpenUtterance open,
      Preparer preparer,
      Spotter spotter,
      Glossary glossary) {
    this.tokenizer = tokenizer;
    this.sentences = sentences;
    this.maxTokens = maxTokens;
    this.length = open.length();
    this.last = Spotter.lastWord(open.source());
    this.marks = open.marks();
    this.preparer = preparer;
    this.spotter = spotter;
    this.glossary = glossary;
    resume(open);
  }

  private void resume(OpenUtterance open) {
    preparer.begin(open.spotting().glossary(), true);
    List<String> before = new ArrayList<>(open.words());
    before.addAll(spotter.waitingWords());
    before.forEach(repeats::isOneMore);
    preparer.resume(before, length > 0 || spotter.isWaiting());
  }

  /** What was known of the stream's text where the first of the utterances ended, null if none. */
  @Nullable StreamText textAtEnd() {
    return textAtEnd;
  }

  List<Segment> split(Input<String> input) {
    Listener.words(input).forEach(this::hear);
    if (input.ends()) {
      prepare(false);
      endOpen();
      preparer.setMusic(false);
    }
    flush(false);
    return segments;
  }

  private void hear(String word) {
    heard = true;
    preparer.hear(word);
    prepare(true);
  }

  private void prepare(boolean more) {
    for (Piece next = preparer.next(more); next != null; next = preparer.next(more)) {
      if (next instanceof Mark mark) {
        take(mark);
      } else if (next instanceof Word word) {
        take(word);
      }
    }
  }

  /** Whether the current utterance has begun. */
  private boolean isOpen() {
    return length > 0 || !marks.isEmpty();
  }

  private void take(Word word) {
    if (marks.endBefore(word)) {
      end(true);
    }
    boolean first = length == 0 && !spotter.isWaiting();
    marks = marks.withWord(first && !word.read().equals(word.text()));
    String read =
        DrawnOut.shortened(bare(word.read(), first), each -> tokenizer.encode(each).length);
    if (repeats.isOneMore(word.text()) && !sentences.endsWith(read)) {
      skip(word.text());
      if (repeats.isEndless()) {
        endOpen();
      }
    } else {
      spotter.hear(word.text(), read);
      readOn(true);
    }
  }

  /** A word without the brackets that a sentence begins or ends with, which are marks. */
  private String bare(String word, boolean first) {
    int start = first ? EdgeBrackets.start(word) : 0;
    int end = sentences.endsWith(word) ? EdgeBrackets.end(word) : word.length();
    if (start > 0) {
      marks = marks.withLead(new Mark(Kind.OPENING, word.substring(0, start)));
    }
    if (end < word.length()) {
      marks = marks.withTrail(new Mark(Kind.CLOSING, word.substring(end)));
    }
    return word.substring(start, end);
  }

  private void endOpen() {
    readOn(false);
    if (isOpen()) {
      end(true);
    }
  }

  /** Takes a word that is said, but not read. */
  private void skip(String word) {
    if (spotter.isWaiting()) {
      spotter.skip(word);
    } else {
      say(word);
    }
  }

  private void take(Mark mark) {
    if (isRead(mark)) {
      take(new Word(mark.text(), mark.text()));
      return;
    }
    readOn(false); // no term has a mark in it
    MarkPlace place = MarkPlace.of(mark, marks, length > 0, preparer.text().music(), sentences);
    if (place.endsBefore()) {
      end(true);
    }
    if (mark.kind() == Kind.MUSIC) {
      preparer.setMusic(!place.endsAfter());
    }
    say(mark.text());
    marks = place.leads() ? marks.withLead(mark) : marks.withTrail(mark);
    if (place.endsAfter() || marks.isFull()) {
      end(true);
    }
  }

  /** Whether the model reads a mark: it reads punctuation among words. */
  private boolean isRead(Mark mark) {
    boolean sign = mark.kind() == Kind.MUSIC && mark.text().equals("#") && !preparer.text().music();
    return (sign || mark.kind() == Kind.PUNCTUATION) && (length > 0 || spotter.isWaiting());
  }

  private void readOn(boolean more) {
    endBefore(spotter.first());
    for (Words next = spotter.next(more, length > 0);
        next != null;
        next = spotter.next(more, length > 0)) {
      if (next.read().isEmpty()) {
        copy(next);
      } else {
        read(next);
      }
      endBefore(spotter.first());
    }
  }

  private void endBefore(String word) {
    if (length > 0 && sentences.endsBetween(last, word)) {
      end(true);
    }
  }

  /** Takes words that need no translation, which the model never reads. */
  private void copy(Words copied) {
    say(copied.said());
    marks = marks.withLead(new Mark(Kind.COPY, copied.said()));
    if (copied.ends() || marks.isFull()) {
      end(true);
    }
  }

  private void read(Words next) {
    int[] ids = tokens(next.read());
    if (ids.length > 0) {
      add(next.said(), ids);
    }
    spotter.keep(next, length - ids.length);
    if (next.ends()) {
      end(true);
    }
  }

  /** A full stop that comes alone is read as the end of the word before it. */
  private int[] tokens(String text) {
    int[] ids = tokenizer.encode(text);
    boolean alone = length > 0 && ids.length > 1 && LoneStop.is(text);
    return alone && tokenizer.piece(ids[0]).equals("\u2581")
        ? Arrays.copyOfRange(ids, 1, ids.length)
        : ids;
  }

  private void say(String word) {
    words.add(word);
    last = Spotter.lastWord(word);
  }

  private void add(String word, int[] ids) {
    if (length > 0 && length + ids.length >= maxTokens) {
      end(false);
    }
    say(word);
    int from = 0;
    while (ids.length - from >= maxTokens) { // one endless word: its parts are utterances
      append(Arrays.copyOfRange(ids, from, from + maxTokens - 1));
      end(false);
      from += maxTokens - 1;
    }
    append(Arrays.copyOfRange(ids, from, ids.length));
  }

  private void append(int[] ids) {
    Arrays.stream(ids).forEach(tokens::add);
    length += ids.length;
    fresh += ids.length;
  }

  /**
   * Ends the current utterance.
   *
   * @param sentence whether a sentence ends there too
   */
  private void end(boolean sentence) {
    if (length > 0) {
      append(new int[] {tokenizer.end()});
    }
    flush(true);
    textAtEnd = textAtEnd == null ? preparer.text() : textAtEnd;
    length = 0;
    last = "";
    marks = Marks.NONE;
    repeats.reset();
    spotter = spotter.inNextUtterance(glossary);
    preparer.begin(glossary, sentence);
    beginWithWaiting();
  }

  /** Waiting words were already prepared when the end of the sentence before them was found. */
  private void beginWithWaiting() {
    if (spotter.isWaiting()) {
      List<String> waiting = spotter.waitingWords();
      waiting.forEach(repeats::isOneMore);
      preparer.resume(waiting, true);
      marks = marks.withWord(!spotter.waitingAsSaid().isEmpty());
    }
  }

  private void flush(boolean ends) {
    boolean more = heard && (isOpen() || spotter.isWaiting() || preparer.isWaiting());
    if (ends || fresh > 0 || more) {
      int[] ids = tokens.build().toArray();
      Marks now = ends ? marks : marks.withWaiting(preparer.waiting(), spotter.waitingAsSaid());
      segments.add(new Segment(String.join(" ", words), ids, ends, spotter.spotting(), now));
      words.clear();
      tokens = IntStream.builder();
      fresh = 0;
    }
  }
}
