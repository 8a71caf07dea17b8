package io.surtitle.task.audio;

import io.surtitle.event.Pcm;

/**
 * A moment of a stream.
 *
 * @param sample how many samples came before it, at the rate of the model
 * @param millis media time in milliseconds
 */
public record Moment(long sample, long millis) {
  /** Before the first sample of a stream whose producer gives no media time. */
  public static final Moment START = new Moment(0, 0);

  /** The moment of another sample, by counting from this one. */
  public Moment at(long other, int rate) {
    return new Moment(other, millis + Pcm.millis(other - sample, rate));
  }
}
