package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PtsClockTest {
  private final PtsClock clock = new PtsClock(1_000, 0);

  @Test
  void mediaTimeFollowsTheProducer() {
    assertThat(clock.hear(4_000, 3_000)).isEqualTo(4_000);
    assertThat(clock.hear(4_000, 0)).isEqualTo(4_000);
    assertThat(clock.hear(9_500, 200)).as("late, then all at once").isEqualTo(9_500);
  }

  @Test
  void aFewWrongTimesAreIgnored() {
    assertThat(clock.hear(86_400_000, 300)).isEqualTo(1_300);
    assertThat(clock.hear(86_400_300, 300)).isEqualTo(1_600);
    assertThat(clock.hear(0, 300)).isEqualTo(1_900);
    assertThat(clock.hear(2_200, 300)).isEqualTo(2_200);
  }

  @Test
  void aRestartIsTrustedAfterTwoSeconds() {
    clock.hear(60_000, 59_000);

    assertThat(clock.hear(0, 1_000)).isEqualTo(61_000);
    assertThat(clock.hear(1_000, 1_000)).isEqualTo(62_000);
    assertThat(clock.hear(2_000, 1_000)).isEqualTo(63_000);
    assertThat(clock.hear(2_100, 400)).as("the producer's again").isEqualTo(63_100);
  }

  @Test
  void aProducerThatReturnsFromATrustedJumpIsFollowedAgain() {
    clock.hear(86_400_000, 1_000);
    clock.hear(86_403_000, 3_000);

    assertThat(clock.hear(6_000, 1_000)).isEqualTo(6_000);
    assertThat(clock.hear(7_000, 1_000)).isEqualTo(7_000);
  }

  @Test
  void afterALongSilenceAnyTimeWithinItIsTrusted() {
    assertThat(clock.hear(1_000, 600_000)).as("the end of the last sentence").isEqualTo(1_000);
    assertThat(clock.hear(601_500, 500)).isEqualTo(601_500);
  }

  @Test
  void pausesInAFileReadFasterThanItPlaysAreNotJumps() {
    for (int i = 2; i < 10; i++) {
      clock.hear(i * 3_000L, 20);
    }

    assertThat(clock.hear(900_000, 20)).isEqualTo(900_000);
    assertThat(clock.hear(903_000, 20)).isEqualTo(903_000);
  }

  @Test
  void noneOfItsPausesShiftsAFile() {
    clock.hear(900_000, 20);
    clock.hear(903_000, 20);

    assertThat(clock.hear(906_000, 20)).isEqualTo(906_000);
  }

  @Test
  void withoutTimesTheClockContinues() {
    assertThat(clock.pass(2_000)).isEqualTo(3_000);
    assertThat(clock.hear(3_500, 500)).isEqualTo(3_500);
  }

  @Test
  void timesInSecondsCountAsStopped() {
    long media = 0;
    for (int i = 0; i < 60; i++) {
      media = clock.hear(1_000 + i, 1_000);
    }

    assertThat(media).isGreaterThan(40_000);
  }
}
