package io.surtitle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.doctor.Subject.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StandStillTest {
  private static final Subject CAPTIONS =
      new Subject(State.TRANSACTION, new TopicPartition("captions.fr", 3));

  private final StandStill standStill = new StandStill(Duration.ofSeconds(40));

  @Test
  void aPositionThatDoesNotMoveWhileItsEndDoes() {
    assertThat(take(0, 120, 130)).isEmpty();
    assertThat(take(30, 120, 200)).isEmpty();

    assertThat(take(40, 120, 350))
        .containsExactly(
            new StandStill.Stuck(CAPTIONS, new Position(120, 350), Duration.ofSeconds(40)));
  }

  @Test
  void aPositionAndAnEndThatDoNotMove() {
    take(0, 120, 130);

    assertThat(take(40, 120, 130)).as("a changelog that nobody writes to").hasSize(1);
  }

  @Test
  void successiveTransactionsAreNotStuck() {
    for (int second = 0; second < 120; second += 10) {
      assertThat(take(second, 100 + second, 105 + second)).isEmpty();
    }
  }

  @Test
  void aSubjectAtItsEndIsDone() {
    for (int second = 0; second < 120; second += 10) {
      assertThat(take(second, 130, 130)).isEmpty();
    }
    assertThat(take(120, 130, 131)).as("the next transaction begins at the end").isEmpty();
    assertThat(take(150, 130, 132)).isEmpty();
  }

  @Test
  void itMakesProgressAgain() {
    take(0, 120, 130);
    assertThat(take(40, 120, 200)).hasSize(1);

    assertThat(take(50, 121, 200)).isEmpty();
    assertThat(take(80, 121, 200)).isEmpty();
    assertThat(take(90, 121, 200)).hasSize(1);
  }

  @Test
  void aSubjectMissingFromASampleIsForgotten() {
    take(0, 120, 130);
    assertThat(standStill.take(Map.of(), at(30))).isEmpty();

    assertThat(take(50, 120, 200)).as("it has to be watched again").isEmpty();
  }

  @Test
  void sortedByTrouble() {
    Subject restore = new Subject(State.RESTORE, new TopicPartition("a", 0));
    Subject offsets = new Subject(State.OFFSETS, new TopicPartition("b", 0));
    Map<Subject, Position> sample =
        Map.of(
            offsets, new Position(0, 1), CAPTIONS, new Position(0, 1), restore, new Position(0, 1));
    standStill.take(sample, at(0));

    assertThat(standStill.take(sample, at(60)))
        .extracting(StandStill.Stuck::subject)
        .containsExactly(CAPTIONS, restore, offsets);
  }

  private List<StandStill.Stuck> take(int second, long position, long end) {
    return standStill.take(Map.of(CAPTIONS, new Position(position, end)), at(second));
  }

  private static Instant at(int second) {
    return Instant.EPOCH.plusSeconds(second);
  }
}
