package io.surtitle.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** The parts of the latency between the append of a word and a viewer's screen. */
public enum Part {
  /** From the word's append until it is read from Kafka. */
  QUEUE,
  /** From then until its first wave. */
  BATCH,
  /** From then until its captions are made. */
  RUN,
  /** From then until a reader of committed records has them; measured at the gateway. */
  COMMIT;

  /** The meter that engine and gateway share. */
  Timer timer(MeterRegistry registry) {
    return Timer.builder("surtitle.caption.latency.part")
        .description(
            "queue: append until read from Kafka; batch: until its first wave; run: until its"
                + " captions are made; commit: until a reader of committed records has them")
        .tag("part", name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(Buckets.LATENCY)
        .register(registry);
  }
}
