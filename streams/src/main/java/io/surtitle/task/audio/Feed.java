package io.surtitle.task.audio;

import io.surtitle.event.Pcm;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gives samples at the rate of the graphs, one part after the other. */
interface Feed {
  /**
   * Reads the next samples.
   *
   * @param most how many there is room for, at least 1
   * @return how many were read, 0 once there are no more
   */
  int read(short[] into, int most);

  /** Silence in the place of missing samples. */
  final class Silence implements Feed {
    private long left;

    Silence(long samples) {
      left = samples;
    }

    @Override
    public int read(short[] into, int most) {
      int count = (int) Math.min(left, most);
      Arrays.fill(into, 0, count, (short) 0);
      left -= count;
      return count;
    }
  }

  /** The samples of an input, which have a media time if that is not negative. */
  final class Samples implements Feed {
    private final AudioState audio;
    private final Pcm pcm;
    private final long pts;
    private int next;
    private boolean reading;

    Samples(AudioState audio, Pcm pcm, long pts) {
      this.audio = audio;
      this.pcm = pcm;
      this.pts = pts;
    }

    @Override
    public int read(short[] into, int most) {
      if (!reading) {
        reading = true;
        audio.begin(pcm, pts);
      }
      Resampler resampler = audio.resampler();
      if (resampler == null) {
        int count = Math.min(most, pcm.size() - next);
        pcm.copy(next, into, 0, count);
        next += count;
        return count;
      }
      int count = resampler.read(into, most);
      while (count == 0 && next < pcm.size()) {
        next += resampler.take(pcm, next);
        count = resampler.read(into, most);
      }
      return count;
    }
  }

  /** What a filter still holds back; then there is no filter any more. */
  final class Rest implements Feed {
    private final AudioState audio;
    private boolean reading;

    Rest(AudioState audio) {
      this.audio = audio;
    }

    @Override
    public int read(short[] into, int most) {
      @Nullable Resampler resampler = audio.resampler();
      if (resampler == null) {
        return 0;
      }
      if (!reading) {
        reading = true;
        resampler.end();
      }
      int count = resampler.read(into, most);
      if (count == 0) {
        audio.stopFiltering();
      }
      return count;
    }
  }
}
