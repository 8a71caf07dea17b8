package io.surtitle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.benchmarks.process.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
  private static final double CLOSE = 1e-9;

  private final List<RunCount> runs =
      List.of(
          new RunCount("encoder", Map.of("sessions", 64, "time", 2), 4, 3, 1_000_000_000),
          new RunCount("encoder", Map.of("sessions", 64, "time", 1), 8, 1, 500_000_000),
          new RunCount(
              "decoder", Map.of("rows", 64, "sessions", 4, "positions", 9), 10, 2, 500_000_000));

  private static Usage.Mark mark(double seconds, double cpu, long changelog, List<RunCount> runs) {
    Snapshot subject = new Snapshot((long) (seconds * 1e9), (long) (cpu * 1e9), 0, 0, 0, runs);
    return new Usage.Mark(subject, subject, changelog);
  }

  @Test
  void isTheDifferenceOfTwoMarks() {
    Usage usage = Usage.between(mark(1, 0.5, 100, List.of()), mark(3, 2, 700, runs));

    assertThat(usage.seconds()).isCloseTo(2, within(CLOSE));
    assertThat(usage.subjectCpu()).isCloseTo(1.5, within(CLOSE));
    assertThat(usage.changelogBytes()).isEqualTo(600);
  }

  @Test
  void countsEncoderPositionsAndDecoderRows() {
    Usage usage = Usage.between(mark(0, 0, 0, List.of()), mark(2, 0, 0, runs));

    assertThat(usage.steps()).isEqualTo(3 * 8 + 8 + 2 * 10);
    assertThat(usage.meanRows("encoder")).isCloseTo(5, within(CLOSE));
    assertThat(usage.meanRows("decoder")).isCloseTo(10, within(CLOSE));
    assertThat(usage.meanRows("vocoder")).isZero();
    assertThat(usage.inferenceShare(2)).isCloseTo(0.5, within(CLOSE));
  }
}
