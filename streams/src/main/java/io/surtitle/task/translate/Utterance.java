package io.surtitle.task.translate;

import io.surtitle.decoding.Progress;
import io.surtitle.text.LoneStop;
import java.util.Arrays;
import java.util.List;

/**
 * The utterance that is being said: the encoder's memory of the source so far, and its
 * translations.
 */
final class Utterance {
  private final long position;
  private final int part;
  private final long startPts;
  private final List<Translation> translations;
  private String source = "";
  private byte[] memory;
  private int length;
  private int encoded;
  private boolean ended;
  private long endPts;
  private long timestamp;
  private Spotting spotting = Spotting.NONE;
  private Marks marks = Marks.NONE;

  /**
   * An utterance that begins.
   *
   * @param position the position of the input in which it begins
   * @param part how many utterances began in that input before it
   * @param startPts media time of that input in milliseconds, or -1
   */
  Utterance(long position, int part, long startPts, List<Translation> translations) {
    this.position = position;
    this.part = part;
    this.startPts = startPts;
    this.endPts = startPts;
    this.translations = List.copyOf(translations);
    this.memory = new byte[0];
  }

  /** Records source text; its memory is added separately. */
  void say(String text, long pts, long appended) {
    boolean apart = !source.isEmpty() && !text.isEmpty() && !LoneStop.is(text);
    source = apart ? source + ' ' + text : source + text;
    endPts = pts < 0 ? endPts : pts;
    timestamp = appended;
  }

  void spot(Spotting found) {
    spotting = found;
  }

  /** The state of its search for carried-over text. */
  Spotting spotting() {
    return spotting;
  }

  void mark(Marks found) {
    marks = found;
  }

  /** The parts that the model does not read. */
  Marks marks() {
    return marks;
  }

  /** Counts a source token; its memory is added separately. */
  void read() {
    length++;
  }

  /**
   * Makes room for the memory of the next source token.
   *
   * @param width its size in bytes
   * @return its start in the memory, in bytes
   */
  int grow(int width) {
    int start = encoded * width;
    encoded++;
    if (memory.length < encoded * width) {
      memory = Arrays.copyOf(memory, Math.max(encoded * width, memory.length * 3 / 2));
    }
    return start;
  }

  /**
   * Restores what was read.
   *
   * @param tokens the number of source tokens
   * @param remembered how many of them the memory holds
   */
  void restore(int tokens, byte[] stored, int remembered) {
    length = tokens;
    memory = stored;
    encoded = remembered;
  }

  void end() {
    ended = true;
  }

  /** The progress of one of the translations. */
  Progress progress(Translation translation) {
    int written = translation.hypothesis().size();
    return new Progress(length, ended, written, translation.hypothesis().waits());
  }

  /** The number of source tokens. */
  int length() {
    return length;
  }

  /** How many of them are in memory: all, unless the memory is being rebuilt. */
  int encoded() {
    return encoded;
  }

  /** Whether the last source token is the end token. */
  boolean ended() {
    return ended;
  }

  /** The encoder's memory of each source token, concatenated, with spare room: the live array. */
  byte[] memory() {
    return memory;
  }

  /** The translations, one for each target language. */
  List<Translation> translations() {
    return translations;
  }

  String source() {
    return source;
  }

  long position() {
    return position;
  }

  int part() {
    return part;
  }

  long startPts() {
    return startPts;
  }

  long endPts() {
    return endPts;
  }

  long timestamp() {
    return timestamp;
  }
}
