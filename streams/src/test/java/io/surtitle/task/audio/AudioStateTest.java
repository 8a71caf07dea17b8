package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Two graphs, of 512 and 1,920 samples, hear one stream. */
class AudioStateTest {
  private static final int RATE = 16_000;
  private static final int[] SIZES = {512, 1_920};
  private static final AudioCodec CODEC = new AudioCodec(RATE, SIZES);

  private AudioState audio = CODEC.fresh();
  private final List<List<Float>> heard = List.of(new ArrayList<>(), new ArrayList<>());
  private final List<Moment> begins = new ArrayList<>();

  /** The session is stored between any two records. */
  @RepeatedTest(10)
  void chunksOfEverySizeHoldAllSamplesInOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    short[] samples = new short[30_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt();
    }

    int from = 0;
    while (from < samples.length) {
      int count = Math.min(samples.length - from, random.nextInt(6_000));
      short[] record = new short[count];
      System.arraycopy(samples, from, record, 0, count);
      take(record, -1);
      from += count;
    }

    for (int graph = 0; graph < SIZES.length; graph++) {
      List<Float> all = new ArrayList<>(heard.get(graph));
      Chunk open = audio.chunk(graph);
      for (int i = 0; i < open.filled(); i++) {
        all.add(open.samples()[i]);
      }
      assertThat(all).hasSize(samples.length);
      for (int i = 0; i < samples.length; i++) {
        assertThat(all.get(i)).isEqualTo(samples[i] / 32_768f);
      }
    }
  }

  @Test
  void aChunkBeginsAtTheTimeOfItsRecord() {
    take(new short[256], 1_000);
    take(new short[256], 1_020);
    take(new short[256], 1_031);
    take(new short[256], -1);

    assertThat(begins).containsExactly(new Moment(0, 1_000), new Moment(512, 1_031));
    assertThat(audio.now()).isEqualTo(new Moment(1_024, 1_063));
  }

  @Test
  void afterAResetOnlyTheClockGoesOn() {
    take(new short[300], 1_000);

    audio.reset();

    assertThat(audio.chunk(0).filled()).isZero();
    assertThat(audio.now()).isEqualTo(new Moment(300, 1_018));
  }

  private void take(short[] samples, long pts) {
    Input<Pcm> input = Input.of(Pcm.of(samples, RATE), false, 0, -1, pts, 0);
    AudioReader reader = audio.read("s", Taken.nothing(), input, AudioWatch.ofLog());
    while (reader.readOn()) {
      for (int graph = 0; graph < SIZES.length; graph++) {
        Chunk chunk = audio.chunk(graph);
        if (chunk.isFull()) {
          for (float sample : chunk.samples()) {
            heard.get(graph).add(sample);
          }
          if (graph == 0) {
            begins.add(chunk.begin());
          }
          chunk.next();
        }
      }
    }
    audio = Stored.again(CODEC, audio);
  }
}
