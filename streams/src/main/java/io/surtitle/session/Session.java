package io.surtitle.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that one stream keeps between two inputs. Not thread-safe: one owner at a time. */
public final class Session {
  private final float[] encoderState;
  private @Nullable Utterance utterance;
  private long lastOffset;
  private long lastSequence;
  private long touched;
  private StreamText text = StreamText.NORMAL;

  /** A session as it was. */
  Session(
      float[] encoderState,
      @Nullable Utterance utterance,
      long lastOffset,
      long lastSequence,
      long touched) {
    this.encoderState = encoderState;
    this.utterance = utterance;
    this.lastOffset = lastOffset;
    this.lastSequence = lastSequence;
    this.touched = touched;
  }

  /**
   * Whether an input was taken before: it comes again after a crash without exactly-once, or when a
   * producer repeats it under the same sequence number.
   */
  public boolean hasTaken(Input input) {
    boolean repeated = input.sequence() >= 0 && input.sequence() <= lastSequence;
    return input.offset() <= lastOffset || repeated;
  }

  /** Whether an utterance is open, so that its captions are not final yet. */
  public boolean speaking() {
    return utterance != null;
  }

  /** Offset of the last input taken, or -1. */
  public long lastOffset() {
    return lastOffset;
  }

  /** Sequence number of the last input taken that had one, or -1. */
  public long lastSequence() {
    return lastSequence;
  }

  /** When the last input was appended, in milliseconds since the epoch, or 0. */
  long touched() {
    return touched;
  }

  /** The encoder's states, one after the other: live, written by the engine after each step. */
  public float[] encoderState() {
    return encoderState;
  }

  /** What is known of the stream's text beyond the open utterance. */
  StreamText text() {
    return text;
  }

  void hear(StreamText heard) {
    text = heard;
  }

  @Nullable Utterance utterance() {
    return utterance;
  }

  void take(Input input) {
    lastOffset = Math.max(lastOffset, input.offset());
    lastSequence = Math.max(lastSequence, input.sequence());
    touched = input.timestamp();
  }

  void open(Utterance begun) {
    utterance = begun;
  }

  void close(boolean carryState) {
    utterance = null;
    if (!carryState) {
      Arrays.fill(encoderState, 0);
    }
  }
}
