package io.surtitle.task.transcribe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * What a recogniser keeps between two chunks as bytes, little-endian: its states as they are, and
 * the samples that it carries with 16 bits, as they came.
 *
 * @param states bytes of the states
 * @param tail bytes of the samples where these are floats in [-1, 1)
 */
record StateCodec(int states, int tail) {
  private static final float FULL_SCALE = 32_768;

  /** The bytes of both as the graph has them. */
  int bytes() {
    return states + tail;
  }

  /** The bytes of {@link #put}. */
  int storedBytes() {
    return states + tail / Float.BYTES * Short.BYTES;
  }

  void put(ByteBuffer out, byte[] state) {
    out.put(state, 0, states);
    FloatBuffer samples = samples(state);
    while (samples.hasRemaining()) {
      out.putShort((short) (samples.get() * FULL_SCALE));
    }
  }

  byte[] get(ByteBuffer in) {
    byte[] state = new byte[bytes()];
    in.get(state, 0, states);
    FloatBuffer samples = samples(state);
    while (samples.hasRemaining()) {
      samples.put(in.getShort() / FULL_SCALE);
    }
    return state;
  }

  private FloatBuffer samples(byte[] state) {
    return ByteBuffer.wrap(state, states, tail).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
