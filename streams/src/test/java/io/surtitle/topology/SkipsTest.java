package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class SkipsTest {
  @TempDir private Path directory;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Skips.class);
  private Bench bench;

  @BeforeEach
  void start() {
    bench = new Bench(directory);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    bench.close();
  }

  @Test
  void repeatsAreCountedByTheirReason() {
    say("What", 5);
    say("What", 5);
    say("What", 4);

    assertThat(count("sequence")).isEqualTo(2);
    assertThat(count("offset")).isZero();
    assertThat(warnings()).isEmpty();
  }

  @Test
  void aHundredInARowAreOneWarning() {
    say("What", 5);
    for (int i = 0; i < 2 * Skips.MANY + 1; i++) {
      say("What", 5);
    }

    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("game", "100 inputs in a row", "surtitle-producer");
  }

  @Test
  void anInputThatIsTakenEndsTheSequence() {
    say("What", 5);
    for (int i = 0; i < Skips.MANY - 1; i++) {
      say("What", 5);
    }
    say("a", 6);
    say("a", 6);

    assertThat(warnings()).isEmpty();
  }

  @Test
  void aProducerWithANewRunIsAccepted() {
    say("What", 5, "morning");
    say("a shot!", 0, "evening");

    assertThat(bench.captions("fr")).last().extracting("source").isEqualTo("What a shot!");
  }

  private void say(String word, int sequence) {
    say(word, sequence, "");
  }

  private void say(String word, int sequence, String producer) {
    bench.send(
        Bench.bytes("game"),
        Bench.bytes(word),
        Map.of("surtitle-seq", Integer.toString(sequence), "surtitle-producer", producer));
    bench.settle();
  }

  private double count(String reason) {
    return bench.registry.get("surtitle.inputs.skipped").tag("reason", reason).counter().count();
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
