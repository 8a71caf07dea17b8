package io.surtitle.task.transcribe;

import io.surtitle.task.detect.DetectKeys;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Whether somebody speaks, by a voice-activity detector. What came just before somebody is heard is
 * kept, since a detector hears late.
 */
final class Voice {
  /** Chunks that are kept. */
  private static final int KEPT = 2;

  private final byte[] state;
  private final Deque<Block> kept;
  private boolean speaking;
  private long last;

  /**
   * A detector that goes on.
   *
   * @param state of its graph
   * @param kept chunks that may be recognised still, at most {@value #KEPT}
   * @param speaking whether somebody speaks
   * @param last sample after the last that was voice
   */
  Voice(byte[] state, List<Block> kept, boolean speaking, long last) {
    this.state = state;
    this.kept = new ArrayDeque<>(kept);
    this.speaking = speaking;
    this.last = last;
  }

  /** The most chunks that are kept. */
  static int mostKept() {
    return KEPT;
  }

  /** The detector's states and the samples that it carries: live. */
  byte[] state() {
    return state;
  }

  boolean isSpeaking() {
    return speaking;
  }

  long last() {
    return last;
  }

  /** The chunks that are kept, the oldest first: live. */
  Deque<Block> kept() {
    return kept;
  }

  /**
   * Takes the score of a chunk.
   *
   * @param end sample after the chunk's last
   * @param quiet samples without voice after which nobody speaks
   * @return whether somebody has spoken and now nobody does
   */
  boolean hear(float score, long end, DetectKeys.Scores scores, long quiet) {
    if (score >= (speaking ? scores.release() : scores.threshold())) {
      speaking = true;
      last = end;
      return false;
    }
    boolean over = speaking && end - last >= quiet;
    speaking &= !over;
    return over;
  }

  /** Keeps a chunk that is not recognised. */
  void keep(long begin, float[] samples) {
    if (kept.size() == KEPT) {
      kept.remove();
    }
    kept.add(new Block(begin, samples.clone()));
  }

  /** Nothing has been heard. */
  void reset() {
    speaking = false;
    kept.clear();
    Arrays.fill(state, (byte) 0);
  }
}
