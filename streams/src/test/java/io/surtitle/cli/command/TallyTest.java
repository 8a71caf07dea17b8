package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.terminal.Captions;
import io.surtitle.event.Caption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally =
      new Tally(
          new TextBroadcast(List.of("One.", "Two. Three."), "", 0), "demo", List.of("fr", "de"));

  @Test
  void completeWhenTheLastSentenceIsThereInEveryLanguage() {
    count("fr", "One.");
    count("fr", "Two.");
    count("fr", "Three.");
    count("de", "One.");
    count("de", "Two.");
    assertThat(tally.complete()).isFalse();

    count("de", "Three.");

    assertThat(tally.complete()).isTrue();
  }

  @Test
  void otherStreamsDoNotCount() {
    tally.count(Captions.last("me", "fr", "un deux", "One."));

    assertThat(tally.summary(Duration.ofMillis(1500)))
        .isEqualTo("fr, de: 0 final captions, 0 words, in 1.5 s");
  }

  @Test
  void partialCaptionsDoNotCount() {
    tally.count(Captions.of("demo", "fr", "1.0", 0, Caption.Status.PARTIAL, "un"));
    count("fr", "One.");

    assertThat(tally.summary(Duration.ofSeconds(2)))
        .isEqualTo("fr, de: 1 final captions, 2 words, in 2.0 s");
  }

  private void count(String language, String source) {
    tally.count(Captions.last("demo", language, "un deux", source));
  }
}
