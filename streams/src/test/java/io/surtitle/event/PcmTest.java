package io.surtitle.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmTest {

  @Test
  void samplesAreCopied() {
    short[] into = {9, 9, 9, 9};

    Pcm.of(new short[] {1, Short.MIN_VALUE, -1, Short.MAX_VALUE}, 8_000).copy(1, into, 2, 2);

    assertThat(into).containsExactly((short) 9, (short) 9, Short.MIN_VALUE, (short) -1);
  }

  @Test
  void itNeverChanges() {
    short[] samples = {1, 2};
    Pcm pcm = Pcm.of(samples, 8_000);

    samples[0] = 5;

    assertThat(pcm.sample(0)).isEqualTo((short) 1);
    assertThat(pcm).isEqualTo(Pcm.of(new short[] {1, 2}, 8_000));
    assertThat(pcm).isNotEqualTo(Pcm.of(new short[] {1, 2}, 16_000));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "15,0", "16,1", "511,31", "-1,-1", "57600000000000,3600000000000"})
  void samplesLastMilliseconds(long samples, long millis) {
    assertThat(Pcm.millis(samples, 16_000)).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,11", "1000,11025", "-1,-12"})
  void millisecondsHoldSamples(long millis, long samples) {
    assertThat(Pcm.samples(millis, 11_025)).isEqualTo(samples);
  }
}
