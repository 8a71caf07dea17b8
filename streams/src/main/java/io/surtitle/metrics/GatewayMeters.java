package io.surtitle.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The gateway's metrics. Thread-safe. */
public final class GatewayMeters {
  /** Most live streams with gauges of their own. */
  public static final int STREAMS = 100;

  private final MeterRegistry registry;
  private final Map<Drop, Counter> drops = new EnumMap<>(Drop.class);
  private final Counter bytes;
  private final Counter events;
  private final CaptionCounts received;
  private final Map<String, Counter> rewritten = new ConcurrentHashMap<>();
  private final Map<String, Counter> leftOut = new ConcurrentHashMap<>();
  private final Timer latency;
  private final Timer commit;
  private final Semaphore places = new Semaphore(STREAMS);

  /** Registers the meters that exist from the start. */
  public GatewayMeters(MeterRegistry registry) {
    this.registry = registry;
    for (Drop drop : Drop.values()) {
      drops.put(drop, drops(drop));
    }
    bytes =
        Counter.builder("surtitle.viewer.bytes")
            .description("bytes of events sent to viewers")
            .baseUnit("bytes")
            .register(registry);
    events =
        Counter.builder("surtitle.viewer.events")
            .description("events sent to viewers")
            .register(registry);
    received = new CaptionCounts(registry, "surtitle.received", "caption messages read");
    latency =
        Timer.builder("surtitle.viewer.latency")
            .description("append of a caption's newest word until the gateway has the caption")
            .serviceLevelObjectives(Buckets.LATENCY)
            .register(registry);
    commit = Part.COMMIT.timer(registry);
  }

  /** Starts the counters of a language at 0. */
  public void expect(String language) {
    received.expect(language);
    rewrites(language);
    leftOuts(language);
  }

  /** How many viewers are connected. */
  public void viewers(Supplier<Number> count) {
    gauge("surtitle.viewers", "viewers connected", count);
  }

  /** How many streams had a caption within the last minute. */
  public void liveStreams(Supplier<Number> count) {
    gauge("surtitle.live.streams", "streams with a caption within the last minute", count);
  }

  /** A viewer was dropped or refused. */
  public void dropped(Drop reason) {
    Objects.requireNonNull(drops.get(reason)).increment();
  }

  /** Some events were sent to a viewer. */
  public void sent(int count, int length) {
    events.increment(count);
    bytes.increment(length);
  }

  /** A caption message was read. */
  public void received(String language, boolean last) {
    received.add(language, last);
  }

  /**
   * The age of a caption on arrival.
   *
   * @param sinceAppend milliseconds since its newest word was appended
   * @param sinceMade milliseconds since it was made
   */
  public void latency(long sinceAppend, long sinceMade) {
    latency.record(Math.max(0, sinceAppend), TimeUnit.MILLISECONDS);
    commit.record(Math.max(0, sinceMade), TimeUnit.MILLISECONDS);
  }

  /** A caption message did not extend what was shown before. */
  public void rewritten(String language) {
    rewrites(language).increment();
  }

  /** Blocks of captions came too fast to be shown in any cue of a subtitle file. */
  public void leftOut(String language, long blocks) {
    leftOuts(language).increment((double) blocks);
  }

  /**
   * A stream is live: it has gauges until the result is closed, unless {@link #STREAMS} others
   * have. A stream must not be live twice at the same time.
   *
   * @param viewers how many it has
   */
  public LiveStream live(String stream, Supplier<Number> viewers) {
    return new LiveStream(registry, places, stream, viewers);
  }

  private Counter rewrites(String language) {
    return rewritten.computeIfAbsent(
        language,
        tag ->
            Counter.builder("surtitle.rewritten")
                .description("caption messages that did not extend what was shown before")
                .tag("language", tag)
                .register(registry));
  }

  private Counter leftOuts(String language) {
    return leftOut.computeIfAbsent(
        language,
        tag ->
            Counter.builder("surtitle.cues.left.out")
                .description("blocks of captions that came too fast for subtitle files and HLS")
                .tag("language", tag)
                .register(registry));
  }

  private Counter drops(Drop reason) {
    return Counter.builder("surtitle.viewer.drops")
        .description("viewers dropped or refused")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private void gauge(String name, String help, Supplier<Number> count) {
    Gauge.builder(name, count).description(help).register(registry);
  }
}
