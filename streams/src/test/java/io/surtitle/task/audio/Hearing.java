package io.surtitle.task.audio;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.Arrays;

/**
 * A stream that is heard by one graph, which takes a sample at a time; what is kept of it is stored
 * before every input.
 */
final class Hearing {
  private final AudioCodec codec;
  private final AudioWatch watch;
  private AudioState audio;
  private Taken taken = Taken.nothing();
  private short[] samples = new short[1 << 10];
  private int count;
  private long position;
  private Junction junction = new Junction(true, 0);

  Hearing(int rate) {
    this(rate, AudioWatch.ofLog());
  }

  Hearing(int rate, AudioWatch watch) {
    this.watch = watch;
    codec = new AudioCodec(rate, 1);
    audio = codec.fresh();
  }

  void take(Pcm pcm) {
    take(pcm, false, -1, -1);
  }

  void take(Pcm pcm, boolean end, long pts, long sequence) {
    take(Input.of(pcm, end, position, sequence, pts, 0));
  }

  void take(Input<Pcm> input) {
    position = input.position() + 1;
    AudioReader reader = audio.read("s", taken, input, watch);
    taken = taken.and(input);
    junction = reader.junction();
    if (!reader.follows()) {
      audio.reset();
    }
    while (reader.readOn()) {
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, 2 * count);
      }
      samples[count++] = audio.chunk(0).shorts()[0];
      audio.chunk(0).next();
    }
    audio = Stored.again(codec, audio);
  }

  /** All that was heard. */
  short[] samples() {
    return Arrays.copyOf(samples, count);
  }

  AudioState audio() {
    return audio;
  }

  /** How the last input went on. */
  Junction junction() {
    return junction;
  }
}
