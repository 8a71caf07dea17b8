package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDiskTest {
  private static final String SENTENCE =
      "the disk of the state directory /state is full: 1000 bytes are free,"
          + " at least 67108864 are needed";

  private long usable = StateDisk.LEAST;
  private final StateDisk disk = new StateDisk(Path.of("/state"), path -> usable);

  @Test
  void enoughRoomIsNoObstacle() {
    assertThat(disk.obstacle()).isEmpty();
    assertThat(disk.explain(new ProcessorStateException("Error opening store"))).isEmpty();
  }

  @Test
  void tooLittleRoomIsAnObstacle() {
    usable = 1_000;

    assertThat(disk.obstacle()).contains(SENTENCE);
  }

  @Test
  void aStoreThatCannotBeOpenedIsExplained() {
    usable = 1_000;

    assertThat(
            disk.explain(new StreamsException(new ProcessorStateException("Error opening store"))))
        .contains(SENTENCE);
    assertThat(disk.explain(new StreamsException("something else"))).isEmpty();
  }

  /** For example when a quota is exhausted. */
  @Test
  void aFailureThatReportsNoSpaceIsExplained() {
    Exception failure = new StreamsException(new IOException("No space left on device"));

    assertThat(disk.explain(failure).orElseThrow()).contains("/state is full");
  }

  @Test
  void findsTheDiskOfADirectoryThatDoesNotExistYet(@TempDir Path directory) {
    long usable = StateDisk.of(directory.resolve("a").resolve("b")).usable();

    assertThat(usable).isPositive().isLessThan(Long.MAX_VALUE);
  }
}
