package io.surtitle.task.detect;

import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import io.surtitle.task.audio.AudioState;
import io.surtitle.task.audio.Chunk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that a detector keeps of one stream between two inputs. */
public final class DetectSession extends Session {
  private final AudioState audio;
  private final byte[] state;
  private @Nullable Span span;

  /**
   * A session between two inputs.
   *
   * @param audio that it has heard, of one chunk
   * @param state the graph's states and carried samples
   * @param span what goes on, null if nothing does
   */
  DetectSession(AudioState audio, byte[] state, @Nullable Span span, Taken taken, long touched) {
    super(taken, touched);
    this.audio = audio;
    this.state = state;
    this.span = span;
  }

  @Override
  public boolean isOpen() {
    return span != null;
  }

  /** The clock, and samples. */
  AudioState audio() {
    return audio;
  }

  /** The samples that the graph takes next. */
  Chunk chunk() {
    return audio.chunk(0);
  }

  /** The graph's states, and the samples that it carries: live, written after each chunk. */
  byte[] state() {
    return state;
  }

  @Nullable Span span() {
    return span;
  }

  /** The chunk has been scored, and the next is empty. */
  void next(@Nullable Span open) {
    span = open;
    chunk().next();
  }

  /** What comes now has nothing to do with what came before; only the clock goes on. */
  void reset() {
    span = null;
    audio.reset();
    Arrays.fill(state, (byte) 0);
  }
}
