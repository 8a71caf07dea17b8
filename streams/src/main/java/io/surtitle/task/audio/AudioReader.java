package io.surtitle.task.audio;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;

/**
 * The samples of one input on their way into a session's chunks. A turn calls {@link #readOn} at
 * its begin and after each wave, and between two calls takes the chunks that are full:
 *
 * <pre>{@code
 * AudioReader reader = session.audio().read(session.taken(), input);
 * session.take(input);
 * if (!reader.follows()) { ... } // end what is open, and session.audio().reset()
 * while (reader.readOn()) { ... } // a graph runs; chunk.next()
 * if (input.ends()) { ... } // chunk.pad(), and the graph runs once more
 * }</pre>
 */
public final class AudioReader {
  /** A media time further away than this, in milliseconds, does not follow what came before. */
  private static final long JUMP_MS = 500;

  private final AudioState audio;
  private final Pcm pcm;
  private final long pts;
  private final boolean follows;
  private int next;
  private boolean reading;

  AudioReader(AudioState audio, Taken taken, Input<Pcm> input) {
    this.audio = audio;
    this.pts = input.pts();
    this.pcm = samples(input, audio.rate());
    this.follows = isUsable(input, audio.rate()) && !taken.isMissing(input) && !jumps();
  }

  /** Whether the input goes on where the audio before it ended; if not, audio is missing. */
  public boolean follows() {
    return follows;
  }

  /**
   * Reads until a chunk is full, or to the input's end.
   *
   * @return whether a chunk is full; if not, all of the input has been read
   */
  public boolean readOn() {
    if (!reading && pts >= 0) {
      audio.set(pts);
    }
    reading = true;
    next += audio.hear(pcm, next);
    return audio.isAnyFull();
  }

  /** Audio of another rate waited while the bundle was replaced. */
  private static boolean isUsable(Input<Pcm> input, int rate) {
    return input instanceof Input.Content<Pcm> content
        ? content.value().rate() == rate
        : input instanceof Input.Silence;
  }

  private static Pcm samples(Input<Pcm> input, int rate) {
    return input instanceof Input.Content<Pcm> content && content.value().rate() == rate
        ? content.value()
        : Pcm.of(new short[0], rate);
  }

  private boolean jumps() {
    return pts >= 0 && audio.heard() > 0 && Math.abs(pts - audio.now().millis()) > JUMP_MS;
  }
}
