package io.surtitle.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that one stream keeps between two inputs. Not thread-safe: one owner at a time. */
public final class Session {
  private final float[] encoderState;
  private @Nullable Utterance utterance;
  private Taken taken;
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
    this.taken = Taken.of(lastOffset, lastSequence);
    this.touched = touched;
  }

  /** Whether an input was taken before. */
  public boolean hasTaken(Input input) {
    return taken.repeat(input) != null;
  }

  /** What it has taken so far. */
  public Taken taken() {
    return taken;
  }

  /** Takes note of what was taken elsewhere or before. */
  void resume(Taken before) {
    taken = before;
  }

  /** Whether an utterance is open, so that its captions are not final yet. */
  public boolean speaking() {
    return utterance != null;
  }

  /** Position of the last input taken, or -1. */
  public long lastOffset() {
    return taken.position();
  }

  /** Sequence number of the last input taken whose producer has no name, or -1. */
  public long lastSequence() {
    return taken.sequence();
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
    taken = taken.and(input);
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
