package io.surtitle.task.audio;

import java.util.Arrays;

/** Samples that a graph takes at a time, of which the first ones have come. Not thread-safe. */
public final class Chunk {
  private static final float FULL_SCALE = 32_768;

  private final float[] samples;
  private int filled;
  private Moment begin = Moment.START;

  Chunk(int size) {
    samples = new float[size];
  }

  /** The samples, in [-1, 1): live; what has not come yet is unspecified until {@link #pad}. */
  public float[] samples() {
    return samples;
  }

  /** How many of its samples have come. */
  public int filled() {
    return filled;
  }

  /** Whether all of its samples have come, so that a graph can take it. */
  public boolean isFull() {
    return filled == samples.length;
  }

  /** Whether all of its samples have come and are zero. */
  public boolean isSilent() {
    for (float sample : samples) {
      if (sample != 0) {
        return false;
      }
    }
    return isFull();
  }

  /** The moment of its first sample, where one has come. */
  public Moment begin() {
    return begin;
  }

  /** Puts zeros in the place of the samples that have not come; they are not counted as filled. */
  public void pad() {
    Arrays.fill(samples, filled, samples.length, 0);
  }

  /** A graph has taken it: the next one begins. */
  public void next() {
    filled = 0;
  }

  int room() {
    return samples.length - filled;
  }

  /** Takes samples, for which there is room. */
  void add(short[] from, int count, Moment first) {
    if (filled == 0) {
      begin = first;
    }
    for (int i = 0; i < count; i++) {
      samples[filled + i] = from[i] / FULL_SCALE;
    }
    filled += count;
  }

  /** The samples that have come, of 16 bits. */
  short[] shorts() {
    short[] shorts = new short[filled];
    for (int i = 0; i < filled; i++) {
      shorts[i] = (short) (samples[i] * FULL_SCALE);
    }
    return shorts;
  }

  /** As it was. */
  void resume(Moment beginBefore, short[] before) {
    filled = 0;
    add(before, before.length, beginBefore);
    begin = beginBefore;
  }
}
