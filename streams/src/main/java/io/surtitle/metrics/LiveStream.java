package io.surtitle.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The meters of one live stream; none if too many others are live. */
public final class LiveStream implements AutoCloseable {
  private final MeterRegistry registry;
  private final Semaphore places;
  private final String stream;
  private final List<Meter> gauges = new ArrayList<>();
  private final Map<String, Counter> captions = new HashMap<>();
  private boolean open;
  private volatile long newest;
  private volatile long lagMs;

  LiveStream(MeterRegistry registry, Semaphore places, String stream, Supplier<Number> viewers) {
    this.registry = registry;
    this.places = places;
    this.stream = stream;
    this.newest = registry.config().clock().wallTime();
    this.open = places.tryAcquire();
    if (open) {
      seconds(
          "surtitle.live.lag",
          "newest caption of a stream: append of its word until its arrival at the gateway",
          () -> lagMs / 1e3);
      seconds(
          "surtitle.live.silence",
          "time since the newest caption of a stream",
          () -> Math.max(0, registry.config().clock().wallTime() - newest) / 1e3);
      add(Gauge.builder("surtitle.live.viewers", viewers).description("viewers of a stream"));
    }
  }

  /** A caption message of the stream arrived, {@code lag} milliseconds after its word's append. */
  public synchronized void caption(String language, long lag) {
    if (open) {
      newest = registry.config().clock().wallTime();
      lagMs = Math.max(0, lag);
      captions.computeIfAbsent(language, this::counter).increment();
    }
  }

  /** Removes the meters: the stream is no longer live. */
  @Override
  public synchronized void close() {
    if (open) {
      open = false;
      gauges.forEach(registry::remove);
      captions.values().forEach(registry::remove);
      places.release();
    }
  }

  private void seconds(String name, String help, Supplier<Number> value) {
    add(Gauge.builder(name, value).description(help).baseUnit("seconds"));
  }

  private void add(Gauge.Builder<?> gauge) {
    gauges.add(gauge.tag("stream", stream).register(registry));
  }

  private Counter counter(String language) {
    return Counter.builder("surtitle.live.captions")
        .description("caption messages of a stream")
        .tags("stream", stream, "language", language)
        .register(registry);
  }
}
