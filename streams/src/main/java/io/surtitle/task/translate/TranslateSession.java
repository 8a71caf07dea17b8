package io.surtitle.task.translate;

import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Everything that a translation keeps of one stream between two inputs. */
public final class TranslateSession extends Session {
  private final byte[] encoderState;
  private final Unsaved unsaved;
  private @Nullable Utterance utterance;
  private StreamText text = StreamText.NORMAL;
  private long begunIn = -1;
  private int begun;
  private @Nullable Replay replay;

  /** Restores a session. */
  TranslateSession(
      byte[] encoderState,
      @Nullable Utterance utterance,
      Taken taken,
      long touched,
      Unsaved unsaved) {
    super(taken, touched);
    this.encoderState = encoderState;
    this.unsaved = unsaved;
    this.utterance = utterance;
    if (utterance != null) {
      begunIn = utterance.position();
      begun = utterance.part() + 1;
    }
  }

  /** Goes on after a session of another bundle. */
  void follow(TranslateSession other) {
    text = other.text;
    begunIn = other.begunIn;
    begun = other.begun;
  }

  /** How many utterances have begun in the input at a position, before one that begins now. */
  int nextPart(long position) {
    begun = position == begunIn ? begun : 0;
    begunIn = position;
    return begun++;
  }

  @Override
  public boolean isOpen() {
    return utterance != null;
  }

  /** The encoder's states, concatenated: the live array, updated after each step. */
  byte[] encoderState() {
    return encoderState;
  }

  /** The state of the stream's text beyond the open utterance. */
  StreamText text() {
    return text;
  }

  void hear(StreamText heard) {
    text = heard;
  }

  @Nullable Utterance utterance() {
    return utterance;
  }

  void open(Utterance begun) {
    utterance = begun;
  }

  void close(boolean carryState) {
    utterance = null;
    replay = null;
    if (carryState) {
      unsaved.requireSnapshot();
    } else {
      Arrays.fill(encoderState, (byte) 0);
      unsaved.restart(true);
    }
  }

  /** Sets what has to be done again before its states are complete; null for nothing. */
  void replay(@Nullable Replay missing) {
    replay = missing;
  }

  /** What has to be done again before its states are complete; null for nothing. */
  @Nullable Replay replay() {
    return replay;
  }

  /** What it has read since states that can be had again. */
  Unsaved unsaved() {
    return unsaved;
  }

  @Override
  public void snapshotTaken() {
    unsaved.restart(false);
  }

  @Override
  public int rowsToRebuild() {
    return replay == null ? 0 : replay.rows();
  }
}
