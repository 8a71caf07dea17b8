package io.surtitle.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
  private final MockClock clock = new MockClock();
  private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
  private final GatewayMeters gateway = new GatewayMeters(registry);

  @Test
  void hasLagSilenceViewersAndCaptions() {
    LiveStream stream = gateway.live("game", () -> 3);

    stream.caption("de", 250);
    clock.add(Duration.ofSeconds(4));

    assertThat(gauge("surtitle.live.lag")).isEqualTo(0.25);
    assertThat(gauge("surtitle.live.silence")).isEqualTo(4);
    assertThat(gauge("surtitle.live.viewers")).isEqualTo(3);
    assertThat(registry.get("surtitle.live.captions").tag("language", "de").counter().count())
        .isEqualTo(1);
  }

  @Test
  void closingRemovesItsMeters() {
    LiveStream stream = gateway.live("game", () -> 3);
    stream.caption("de", 250);

    stream.close();
    stream.caption("de", 250);

    assertThat(streams()).isZero();
  }

  @Test
  void theNumberOfStreamsWithMetersIsLimited() {
    List<LiveStream> live = new ArrayList<>();
    for (int i = 0; i <= GatewayMeters.STREAMS; i++) {
      live.add(gateway.live("game-" + i, () -> 3));
    }
    assertThat(streams()).isEqualTo(GatewayMeters.STREAMS);

    live.forEach(LiveStream::close);
    gateway.live("another", () -> 3);

    assertThat(streams()).isEqualTo(1);
  }

  private long streams() {
    return registry.getMeters().stream()
        .map(meter -> meter.getId().getTag("stream"))
        .filter(stream -> stream != null)
        .distinct()
        .count();
  }

  private double gauge(String name) {
    return registry.get(name).tag("stream", "game").gauge().value();
  }
}
