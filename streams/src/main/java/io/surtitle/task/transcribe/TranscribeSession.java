package io.surtitle.task.transcribe;

import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import io.surtitle.task.audio.AudioState;
import io.surtitle.task.audio.Chunk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All that a recogniser keeps of one stream between two inputs. */
public final class TranscribeSession extends Session {
  private final AudioState audio;
  private final byte[] state;
  private final Decoder decoder;
  private final Speech speech;
  private final @Nullable Voice voice;
  private boolean running;
  private boolean zero;

  /**
   * A session between two inputs.
   *
   * @param audio that it has heard: chunks for the recogniser and, where there is one, the detector
   * @param state the recogniser's states and the samples that it carries
   * @param voice what a voice-activity detector knows; null without one
   * @param running whether the recogniser has heard something since it was reset
   * @param zero whether the last chunk that it heard was digital silence
   */
  TranscribeSession(
      AudioState audio,
      byte[] state,
      Decoder decoder,
      Speech speech,
      @Nullable Voice voice,
      boolean running,
      boolean zero,
      Taken taken,
      long touched) {
    super(taken, touched);
    this.audio = audio;
    this.state = state;
    this.decoder = decoder;
    this.speech = speech;
    this.voice = voice;
    this.running = running;
    this.zero = zero;
  }

  /** Whether there is audio of which words may come still. */
  @Override
  public boolean isOpen() {
    return isSpeaking() || running || (chunk().filled() > 0 && isHeard());
  }

  /** Whether what comes now is recognised. */
  boolean isHeard() {
    return voice == null || voice.isSpeaking();
  }

  /** Whether an utterance has begun. */
  boolean isSpeaking() {
    return speech.isOpen() || !decoder.search().isEmpty();
  }

  /** The clock, and samples. */
  AudioState audio() {
    return audio;
  }

  /** The samples that the recogniser takes next. */
  Chunk chunk() {
    return audio.chunk(0);
  }

  /** The samples that the detector takes next, where there is one. */
  Chunk detectorChunk() {
    return audio.chunk(1);
  }

  /** The recogniser's states, and then the samples that it carries: live. */
  byte[] state() {
    return state;
  }

  Decoder decoder() {
    return decoder;
  }

  Speech speech() {
    return speech;
  }

  @Nullable Voice voice() {
    return voice;
  }

  boolean isRunning() {
    return running;
  }

  boolean isZero() {
    return zero;
  }

  /** The recogniser has heard a chunk. */
  void ran(boolean chunkIsZero) {
    running = true;
    zero = chunkIsZero;
  }

  /** The recogniser is as it was before it heard anything. */
  void rest() {
    Arrays.fill(state, (byte) 0);
    running = false;
    zero = false;
  }

  /** What comes now has nothing to do with what came before; only the clock and counts go on. */
  void reset() {
    rest();
    audio.reset();
    decoder.reset();
    if (voice != null) {
      voice.reset();
    }
  }
}
