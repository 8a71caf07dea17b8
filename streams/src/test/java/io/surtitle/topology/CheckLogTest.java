package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CheckLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(CheckLog.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private @Nullable String obstacle;
  private final CheckLog checks =
      new CheckLog(
          List.of(
              new Check("disk", () -> Optional.ofNullable(obstacle)),
              new Check("other", Optional::empty)));

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
  }

  @Test
  void beginningAndEndAreLoggedOnce() {
    checks.run();
    obstacle = "full";
    checks.run();
    obstacle = "fuller";
    checks.run();
    obstacle = null;
    checks.run();
    checks.run();

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("disk: full", "disk: resolved");
  }
}
