package io.surtitle.task.detect;

import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that a detector keeps of one stream between two inputs. */
public final class DetectSession extends Session {
  private final int rate;
  private final byte[] state;
  private final float[] chunk;
  private int filled;
  private long heard;
  private Moment anchor = Moment.START;
  private Moment chunkBegin = Moment.START;
  private @Nullable Span span;

  /**
   * A session that has heard nothing.
   *
   * @param rate samples a second
   * @param chunk samples that the graph takes at a time
   * @param stateBytes of the graph's states and carried samples
   */
  DetectSession(int rate, int chunk, int stateBytes, Taken taken, long touched) {
    super(taken, touched);
    this.rate = rate;
    this.chunk = new float[chunk];
    this.state = new byte[stateBytes];
  }

  /** As it was. */
  void resume(long heardBefore, Moment anchorBefore, Moment begin, @Nullable Span open, int count) {
    heard = heardBefore;
    anchor = anchorBefore;
    chunkBegin = begin;
    span = open;
    filled = count;
  }

  @Override
  public boolean isOpen() {
    return span != null;
  }

  /** The graph's states, and the samples that it carries: live, written after each chunk. */
  byte[] state() {
    return state;
  }

  /** Samples that the graph takes next, of which the first {@link #filled} have come. */
  float[] chunk() {
    return chunk;
  }

  int filled() {
    return filled;
  }

  boolean isFull() {
    return filled == chunk.length;
  }

  @Nullable Span span() {
    return span;
  }

  /** How many samples it has heard. */
  long heard() {
    return heard;
  }

  /** A moment from which media time is counted. */
  Moment anchor() {
    return anchor;
  }

  /** The moment of the chunk's first sample. */
  Moment chunkBegin() {
    return chunkBegin;
  }

  /** The moment after the last sample that was heard. */
  Moment now() {
    return anchor.at(heard, rate);
  }

  /** Sets the clock: the next sample has this media time in milliseconds. */
  void set(long pts) {
    anchor = new Moment(heard, pts);
  }

  /** Hears samples, as many as the chunk has room for; how many these are. */
  int hear(Pcm pcm, int from) {
    int count = Math.min(chunk.length - filled, pcm.size() - from);
    if (filled == 0) {
      chunkBegin = now();
    }
    pcm.copy(from, chunk, filled, count);
    filled += count;
    heard += count;
    return count;
  }

  /** The chunk has been scored, and the next is empty. */
  void next(@Nullable Span open) {
    span = open;
    filled = 0;
  }

  /** What comes now has nothing to do with what came before; only the clock goes on. */
  void reset() {
    next(null);
    Arrays.fill(state, (byte) 0);
  }
}
