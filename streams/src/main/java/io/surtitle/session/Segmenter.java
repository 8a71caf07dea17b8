package io.surtitle.session;

import io.surtitle.bundle.Tokenizer;
import io.surtitle.decoding.Glossary;
import io.surtitle.text.DrawnOut;
import io.surtitle.text.Piece;
import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import io.surtitle.text.Piece.Word;
import io.surtitle.text.Sentences;
import io.surtitle.text.WordLength;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Cuts inputs where utterances end: at sentence-final punctuation, at an explicit end, and where an
 * utterance would grow beyond its limit. Words are encoded one by one, so that ids do not depend on
 * how words were put into records.
 */
final class Segmenter {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private static final Pattern BRACKET = Pattern.compile("[(\\[][\\p{L}\\p{N}]");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}]*");

  private final Tokenizer tokenizer;
  private final int maxTokens;
  private final Glossary glossary;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private IntStream.Builder tokens = IntStream.builder();
  private final Preparer preparer;
  private final Repeats repeats = new Repeats();
  private final Deque<String> said = new ArrayDeque<>();
  private Spotter spotter;
  private Marks marks;
  private boolean heard;
  private int length;
  private int fresh;

  /**
   * A segmenter for one input.
   *
   * @param maxTokens most tokens of an utterance, the end token included
   * @param open what is known of the open utterance
   * @param preparer of the stream
   * @param glossary for utterances that begin in the input
   */
  Segmenter(Tokenizer tokenizer, int maxTokens, Open open, Preparer preparer, Glossary glossary) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.length = open.length();
    this.spotter = new Spotter(open.spotting());
    this.marks = open.marks();
    this.preparer = preparer;
    this.glossary = glossary;
    resume(open);
  }

  /**
   * What is known of the open utterance.
   *
   * @param length its tokens so far; 0 where none is open
   * @param source what was said
   * @param spotting what it knows of the glossary
   * @param marks what the model does not read of it
   */
  record Open(int length, String source, Spotting spotting, Marks marks) {
    static Open none(Glossary glossary) {
      return new Open(0, "", Spotting.begin(glossary), Marks.NONE);
    }

    static Open of(Utterance open) {
      return new Open(open.length(), open.source(), open.spotting(), open.marks());
    }

    /** What was said without the marks. */
    private List<String> words() {
      String words = source;
      for (Mark mark : marks.all()) {
        words = words.replace(mark.text(), "");
      }
      return SPACES.splitAsStream(words).filter(word -> !word.isEmpty()).toList();
    }
  }

  private void resume(Open open) {
    String waiting = open.spotting().waiting();
    if (!marks.said().isEmpty()) {
      said.addAll(marks.said());
    } else if (!waiting.isEmpty()) {
      said.addAll(List.of(waiting.split(" ")));
    }
    List<String> words = new ArrayList<>(open.words());
    said.forEach(each -> words.addAll(List.of(each.split(" "))));
    words.forEach(repeats::isOneMore);
    preparer.begin(open.spotting().glossary(), true);
    preparer.resume(words, length > 0 || !said.isEmpty());
  }

  List<Segment> split(Input input) {
    for (String word : SPACES.split(input.text(), -1)) {
      if (!INVISIBLE.matcher(word).matches()) {
        WordLength.parts(word).forEach(this::hear);
      }
    }
    if (input.end()) {
      prepare(false);
      readOn(false);
      if (isOpen()) {
        end(true);
      }
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

  /** Whether there is anything in the current utterance yet. */
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
    if (repeats.isOneMore(word.text()) && !Sentences.endsWith(read)) {
      skip(word.text());
    } else if (spotter.isIdle()) {
      int[] ids = tokenizer.encode(read);
      if (ids.length > 0) {
        add(word.text(), ids);
      }
      if (Sentences.endsWith(read)) {
        end(true);
      }
    } else {
      said.add(word.text());
      spotter.hear(read);
      readOn(true);
    }
  }

  /** A word without the brackets that a sentence begins or ends with, which are marks. */
  private String bare(String word, boolean first) {
    int start = first && word.length() > 1 && BRACKET.matcher(word).lookingAt() ? 1 : 0;
    int end = word.length();
    while (Sentences.endsWith(word) && end > 1 && ")]".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    if (start > 0) {
      marks = marks.withLead(new Mark(Kind.OPENING, word.substring(0, start)));
    }
    if (end < word.length()) {
      marks = marks.withTrail(new Mark(Kind.CLOSING, word.substring(end)));
    }
    return word.substring(start, end);
  }

  /** A word that is said, but not read. */
  private void skip(String word) {
    if (said.isEmpty()) {
      words.add(word);
    } else {
      said.add(said.removeLast() + " " + word);
    }
  }

  private void take(Mark mark) {
    if (isRead(mark)) {
      take(new Word(mark.text(), mark.text()));
      return;
    }
    readOn(false); // no term has a mark in it
    MarkPlace place = MarkPlace.of(mark, marks, length > 0, preparer.text().music());
    if (place.endsBefore()) {
      end(true);
    }
    if (mark.kind() == Kind.MUSIC) {
      preparer.setMusic(!place.endsAfter());
    }
    words.add(mark.text());
    marks = place.leads() ? marks.withLead(mark) : marks.withTrail(mark);
    if (place.endsAfter() || marks.isFull()) {
      end(true);
    }
  }

  /** The model reads punctuation among words. */
  private boolean isRead(Mark mark) {
    boolean sign = mark.kind() == Kind.MUSIC && mark.text().equals("#") && !preparer.text().music();
    return (sign || mark.kind() == Kind.PUNCTUATION) && (length > 0 || spotter.isWaiting());
  }

  private void readOn(boolean more) {
    for (Spotter.Words next = spotter.next(more); next != null; next = spotter.next(more)) {
      int[] ids = tokenizer.encode(next.read());
      add(said(next.said()), ids);
      spotter.keep(next, length - ids.length);
      if (next.ends()) {
        end(true);
      }
    }
  }

  /** How words were sent that the spotter gives back. */
  private String said(String heard) {
    StringJoiner sent = new StringJoiner(" ");
    for (int i = 0; i <= heard.chars().filter(each -> each == ' ').count(); i++) {
      sent.add(said.isEmpty() ? heard : said.remove());
    }
    return sent.toString();
  }

  private void add(String word, int[] ids) {
    if (length > 0 && length + ids.length >= maxTokens) {
      end(false);
    }
    words.add(word);
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
   * @param sentence whether a sentence ends there, too
   */
  private void end(boolean sentence) {
    if (length > 0) {
      append(new int[] {tokenizer.end()});
    }
    flush(true);
    length = 0;
    marks = Marks.NONE;
    repeats.reset();
    spotter = spotter.inNextUtterance(glossary);
    preparer.begin(glossary, sentence);
  }

  private void flush(boolean ends) {
    boolean more = heard && (isOpen() || spotter.isWaiting() || preparer.isWaiting());
    if (ends || fresh > 0 || more) {
      int[] ids = tokens.build().toArray();
      Marks now = ends ? marks : marks.withWaiting(preparer.waiting(), sent());
      segments.add(new Segment(String.join(" ", words), ids, ends, spotter.spotting(), now));
      words.clear();
      tokens = IntStream.builder();
      fresh = 0;
    }
  }

  /** How the words were sent for which the spotter waits, where it has them otherwise. */
  private List<String> sent() {
    boolean same = String.join(" ", said).equals(spotter.spotting().waiting());
    return same ? List.of() : List.copyOf(said);
  }
}
