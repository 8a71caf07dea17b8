package io.surtitle.task.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.bundle.Bundle;
import io.surtitle.event.Message;
import io.surtitle.event.StreamEvent;
import io.surtitle.event.StreamEvent.Cause;
import io.surtitle.event.StreamEventJson;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.audio.Moment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EventOutletTest {
  private static final long NOW = 1_790_000_000_123L;
  private static final Span SPAN = new Span(new Moment(0, 320), new Moment(9, 1_984), true, 120, 1);
  private static final Moment DECIDED = new Moment(12, 2_304);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EventOutlet outlet =
      new EventOutlet(
          "events.speech",
          new Detect(Bundle.load(Path.of("../models/tiny-detect"))),
          new EngineMeters(registry));

  @Test
  void aBeginIsAnEventThatGoesOn() {
    Message message = outlet.message("game-7", Detection.begins(SPAN, DECIDED, NOW - 7), NOW);

    assertThat(message.topic()).isEqualTo("events.speech");
    assertThat(message.timestamp()).isEqualTo(NOW - 7);
    assertThat(message.headers())
        .contains(entry("ce_type", "io.surtitle.event.v1".getBytes(UTF_8)));
    assertThat(StreamEventJson.decode(message.value()))
        .isEqualTo(
            new StreamEvent(
                "game-7/speech/120.1",
                "game-7",
                "speech",
                StreamEvent.Phase.BEGINS,
                320,
                null,
                2_304,
                null,
                "tiny-detect",
                "0.1.0",
                7));
  }

  @Test
  void anEndHasTheSameIdAndItsCause() {
    Message message =
        outlet.message("game-7", Detection.ends(SPAN, DECIDED, Cause.SILENCE, NOW + 50), NOW);

    StreamEvent event = StreamEventJson.decode(message.value());
    assertThat(event.id()).isEqualTo("game-7/speech/120.1");
    assertThat(event.endPts()).isEqualTo(1_984);
    assertThat(event.cause()).isEqualTo(Cause.SILENCE);
    assertThat(event.latencyMs()).isZero();
    assertThat((long) message.value().length).isLessThan(outlet.topics().get("events.speech"));
  }

  @Test
  void eventsAreCounted() {
    Detection begins = Detection.begins(SPAN, DECIDED, NOW);

    outlet.sent(begins);
    outlet.sent(begins);

    assertThat(outlet.answers(begins, NOW)).isTrue();
    assertThat(outlet.answers(begins, NOW - 1)).isFalse();
    assertThat(
            registry
                .get("surtitle.events")
                .tags("event", "speech", "phase", "begins")
                .counter()
                .count())
        .isEqualTo(2);
  }
}
