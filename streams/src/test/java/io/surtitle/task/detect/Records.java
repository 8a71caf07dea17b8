package io.surtitle.task.detect;

import io.surtitle.engine.Input;
import io.surtitle.event.Pcm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The records of a stream, one after the other. */
final class Records {
  private static final long FIRST_TIMESTAMP = 1_000;

  private long position;

  /** Position of the next record. */
  long position() {
    return position;
  }

  Input<Pcm> next(short[] samples, boolean end, long pts) {
    return next(samples, end, pts, -1);
  }

  Input<Pcm> next(short[] samples, boolean end, long pts, long sequence) {
    long at = position++;
    return Input.of(Pcm.of(samples, Sounds.RATE), end, at, sequence, pts, FIRST_TIMESTAMP + at);
  }

  /** Records of random lengths, of which the last is the stream's end. */
  List<Input<Pcm>> cut(short[] samples, Random random, int longest) {
    List<Input<Pcm>> inputs = new ArrayList<>();
    int from = 0;
    while (from < samples.length) {
      int to = Math.min(samples.length, from + 1 + random.nextInt(longest));
      inputs.add(next(Arrays.copyOfRange(samples, from, to), to == samples.length, -1));
      from = to;
    }
    return inputs;
  }
}
