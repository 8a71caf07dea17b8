package io.surtitle.task.transcribe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * What a recogniser that begins anew hears first: silence, and then again what it carries. A
 * network without a past that finds itself in the middle of a sound takes it for speech. What it
 * writes meanwhile is not used.
 */
final class WarmUp {
  private final Deque<float[]> chunks = new ArrayDeque<>();

  /** None is needed. */
  WarmUp() {}

  /**
   * Resets a recogniser.
   *
   * @param state its states, and then the samples that it carries
   * @param states bytes of the states
   * @param size samples of a chunk
   */
  WarmUp(byte[] state, int states, int size) {
    FloatBuffer carried =
        ByteBuffer.wrap(state, states, state.length - states)
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    int silence = Math.floorMod(-carried.remaining(), size);
    while (carried.hasRemaining()) {
      float[] samples = new float[size];
      carried.get(samples, silence, size - silence);
      chunks.add(samples);
      silence = 0;
    }
    Arrays.fill(state, (byte) 0);
  }

  /** Whether all of it was heard. */
  boolean isDone() {
    return chunks.isEmpty();
  }

  /** The chunk that comes next. */
  float[] samples() {
    return chunks.element();
  }

  /** A chunk of it was heard. */
  void ran() {
    chunks.remove();
  }
}
