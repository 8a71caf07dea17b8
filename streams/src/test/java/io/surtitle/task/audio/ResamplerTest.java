package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final int RATE = 16_000;
  private static final double LOUD = 16_000;

  /** Samples at the begin and at the end that have silence beside them. */
  private static final int EDGE = 400;

  @RepeatedTest(10)
  void samplesDoNotDependOnHowTheyWereCut(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int[] rates = {8_000, 11_025, 22_050, 44_100, 48_000, 8_001 + random.nextInt(39_999)};
    int rate = rates[random.nextInt(rates.length)];
    short[] samples = new short[rate];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt();
    }
    Hearing whole = new Hearing(RATE);
    whole.take(Pcm.of(samples, rate), true, -1, -1);

    Hearing cut = new Hearing(RATE);
    int from = 0;
    while (from < samples.length) {
      int most = random.nextBoolean() ? 3_000 : 40;
      int to = Math.min(samples.length, from + 1 + random.nextInt(most));
      short[] record = Arrays.copyOfRange(samples, from, to);
      cut.take(Pcm.of(record, rate), to == samples.length, -1, -1);
      from = to;
    }

    assertThat(whole.samples()).hasSize(RATE);
    assertThat(cut.samples()).isEqualTo(whole.samples());
  }

  /** Of the model's rate, samples stay as they are. */
  @Test
  void nothingIsFilteredAtTheSameRate() {
    short[] samples = tone(RATE, 7_900, 1_000);

    assertThat(resampled(samples, RATE)).isEqualTo(samples);
  }

  /** Speech passes as it was: within 0.05 dB up to 6.5 kHz, or 0.8 of half the lower rate. */
  @ParameterizedTest
  @CsvSource({
    "48000, 50",
    "48000, 1000",
    "48000, 4000",
    "48000, 6500",
    "44100, 50",
    "44100, 1000",
    "44100, 4000",
    "44100, 6500",
    "22050, 1000",
    "22050, 6500",
    "11025, 1000",
    "11025, 4400",
    "8000, 300",
    "8000, 1000",
    "8000, 3200",
  })
  void thePassBandIsFlat(int rate, double hertz) {
    short[] heard = resampled(tone(rate, hertz, rate), rate);

    double level = 20 * Math.log10(amplitude(heard, hertz) / LOUD);
    assertThat(level).isCloseTo(0, within(0.05));
    assertThat(decibels(rest(heard, hertz))).isLessThan(-75);
  }

  /** What half the lower rate cannot hold would be heard as another tone. */
  @ParameterizedTest
  @CsvSource({
    "48000, 8100",
    "48000, 9000",
    "48000, 12000",
    "48000, 15999",
    "48000, 23900",
    "44100, 8100",
    "44100, 9000",
    "44100, 17000",
    "44100, 21900",
    "22050, 8100",
    "22050, 10900",
    "16001, 8000",
  })
  void aToneAboveHalfTheRateIsGone(int rate, double hertz) {
    short[] heard = resampled(tone(rate, hertz, rate), rate);

    assertThat(decibels(Arrays.copyOfRange(heard, EDGE, heard.length - EDGE))).isLessThan(-75);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 44_100, 48_000})
  void aConstantStaysWhatItIs(int rate) {
    short[] constant = new short[rate];
    Arrays.fill(constant, (short) 12_345);

    short[] heard = resampled(constant, rate);

    for (int i = EDGE; i < heard.length - EDGE; i++) {
      assertThat((int) heard[i]).isBetween(12_343, 12_347);
    }
  }

  /** The sums overshoot; a sample that wrapped around would be a loud crack. */
  @ParameterizedTest
  @ValueSource(ints = {8_000, 44_100})
  void whatIsClippedStaysClipped(int rate) {
    short[] square = new short[rate];
    for (int i = 0; i < square.length; i++) {
      square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
    }
    short[] heard = resampled(square, rate);

    int signs = 0;
    for (int i = 1; i < heard.length; i++) {
      signs += heard[i] < 0 != heard[i - 1] < 0 ? 1 : 0;
    }
    assertThat(signs).isBetween(rate / 40 - 2, rate / 40 + 2);
  }

  @Test
  void zerosStayZeros() {
    assertThat(resampled(new short[48_000], 48_000)).containsOnly((short) 0);
  }

  /** An hour at a rate of which no whole number of samples makes one of the model. */
  @Test
  void inAnHourNothingDrifts() {
    AudioState audio = new AudioCodec(8_000, 8_000).fresh();
    Input<Pcm> minute = Input.of(Pcm.of(new short[60 * 11_025], 11_025), false, 0, -1, -1, 0);
    for (int i = 0; i < 60; i++) {
      AudioReader reader = audio.read("s", Taken.nothing(), minute, AudioWatch.NONE);
      while (reader.readOn()) {
        audio.chunk(0).next();
      }
    }
    assertThat(audio.next()).isEqualTo(new Moment(3_600 * 8_000, 3_600_000));
  }

  private static short[] resampled(short[] samples, int rate) {
    Hearing hearing = new Hearing(RATE);
    hearing.take(Pcm.of(samples, rate), true, -1, -1);
    return hearing.samples();
  }

  private static short[] tone(int rate, double hertz, int count) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = (short) Math.rint(LOUD * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return samples;
  }

  /** The amplitude of a tone in samples that hold whole periods of it. */
  private static double amplitude(short[] samples, double hertz) {
    return Math.hypot(part(samples, hertz, 0), part(samples, hertz, Math.PI / 2));
  }

  private static double part(short[] samples, double hertz, double phase) {
    double sum = 0;
    int count = samples.length - 2 * EDGE;
    count -= count % (RATE / 20);
    for (int i = EDGE; i < EDGE + count; i++) {
      sum += samples[i] * Math.sin(2 * Math.PI * hertz * i / RATE + phase);
    }
    return 2 * sum / count;
  }

  /** The samples without a tone and without their edges. */
  private static short[] rest(short[] samples, double hertz) {
    double sine = part(samples, hertz, 0);
    double cosine = part(samples, hertz, Math.PI / 2);
    short[] rest = new short[samples.length - 2 * EDGE];
    for (int i = 0; i < rest.length; i++) {
      double at = 2 * Math.PI * hertz * (i + EDGE) / RATE;
      rest[i] = (short) Math.rint(samples[i + EDGE] - sine * Math.sin(at) - cosine * Math.cos(at));
    }
    return rest;
  }

  /** The level of samples below that of the loud tone. */
  private static double decibels(short[] samples) {
    double square = 0;
    for (short sample : samples) {
      square += (double) sample * sample;
    }
    double level = Math.sqrt(2 * square / samples.length);
    return 20 * Math.log10(Math.max(level, 1e-9) / LOUD);
  }
}
