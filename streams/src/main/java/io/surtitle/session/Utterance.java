package io.surtitle.session;

import io.surtitle.decoding.Progress;
import java.util.Arrays;
import java.util.List;

/** What is being said: encoder memory of the source so far, and its translations. */
public final class Utterance {
  private final long offset;
  private final int part;
  private final long startPts;
  private final List<Translation> translations;
  private final StringBuilder source;
  private float[] memory;
  private int length;
  private boolean ended;
  private long endPts;
  private long timestamp;
  private Spotting spotting = Spotting.NONE;
  private Marks marks = Marks.NONE;

  /**
   * An utterance that begins.
   *
   * @param offset of the input in which it begins
   * @param part how many utterances began in that input before it
   * @param startPts media time of that input in milliseconds, or -1
   */
  Utterance(long offset, int part, long startPts, List<Translation> translations) {
    this.offset = offset;
    this.part = part;
    this.startPts = startPts;
    this.endPts = startPts;
    this.translations = List.copyOf(translations);
    this.source = new StringBuilder();
    this.memory = new float[0];
  }

  /** Takes note of some source text; its memory is appended apart. */
  void say(String text, long pts, long appended) {
    if (source.length() > 0 && !text.isEmpty()) {
      source.append(' ');
    }
    source.append(text);
    endPts = pts < 0 ? endPts : pts;
    timestamp = appended;
  }

  void spot(Spotting found) {
    spotting = found;
  }

  /** What it knows of its stream's glossary. */
  Spotting spotting() {
    return spotting;
  }

  void mark(Marks found) {
    marks = found;
  }

  /** What the model does not read of it. */
  Marks marks() {
    return marks;
  }

  /** Makes room for {@code count} more source tokens and returns where in the memory they start. */
  public int grow(int count, int width) {
    int start = length * width;
    length += count;
    if (memory.length < length * width) {
      memory = Arrays.copyOf(memory, Math.max(length * width, memory.length * 3 / 2));
    }
    return start;
  }

  void end() {
    ended = true;
  }

  /** How far one of the translations has come. */
  public Progress progress(Translation translation) {
    int written = translation.hypothesis().size();
    return new Progress(length, ended, written, translation.hypothesis().waits());
  }

  /** Source tokens in memory. */
  public int length() {
    return length;
  }

  /** Whether the last source token is the end token. */
  public boolean ended() {
    return ended;
  }

  /** What the encoder kept of each source token, [length, width] and room for more: live. */
  public float[] memory() {
    return memory;
  }

  /** The translations, one a target language. */
  public List<Translation> translations() {
    return translations;
  }

  String source() {
    return source.toString();
  }

  long offset() {
    return offset;
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
