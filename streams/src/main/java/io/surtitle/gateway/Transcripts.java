package io.surtitle.gateway;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.CaptionTimes;
import io.surtitle.metrics.GatewayMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transcripts of all streams with captions within the history. One thread adds. */
final class Transcripts {
  private static final Logger LOG = LoggerFactory.getLogger(Transcripts.class);

  /** A stream is live while its newest caption is no older than this. */
  private static final Duration LIVE = Duration.ofMinutes(1);

  private final GatewaySettings settings;
  private final GatewayMeters meters;
  private final InstantSource clock;
  private final Map<String, StreamCaptions> streams = new ConcurrentSkipListMap<>();

  Transcripts(GatewaySettings settings, GatewayMeters meters, InstantSource clock) {
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
    meters.liveStreams(() -> streams.values().stream().filter(this::live).count());
  }

  /** Starts the counters of a language at 0. */
  void expect(String language) {
    meters.expect(language);
  }

  /**
   * Adds a message of a caption topic.
   *
   * @param fresh whether it is live, rather than from before the start
   * @return the transcript, if the message is new to it
   * @throws IllegalArgumentException if the message's position cannot be determined
   */
  Optional<Transcript> add(Caption caption, EventId id, boolean fresh) {
    long now = clock.millis();
    StreamCaptions stream =
        streams.computeIfAbsent(caption.stream(), name -> new StreamCaptions(name, meters));
    Transcript transcript = stream.transcript(caption.language(), settings, now);
    Transcript.Taken taken = transcript.add(caption, id, now);
    if (taken == Transcript.Taken.REPEATED) {
      return Optional.empty();
    }
    CaptionTimes told = CaptionTimes.of(caption, id.timestamp());
    CaptionTimes times = told.orArrival(now);
    stream.hear(fresh ? now : Math.min(now, times.made()));
    if (taken == Transcript.Taken.REWRITTEN) {
      LOG.warn("caption {}/{} does not extend what was shown", caption.id(), caption.revision());
      meters.rewritten(caption.language());
    }
    if (fresh) {
      warnOfOdd(stream, id.timestamp(), now);
      measure(stream, caption, times);
    }
    return Optional.of(transcript);
  }

  /** Warns once per stream: live captions are shown regardless of their records' timestamps. */
  private void warnOfOdd(StreamCaptions stream, long timestamp, long now) {
    boolean old = now - timestamp > settings.history().toMillis();
    if ((old || !CaptionTimes.isTime(timestamp, now)) && stream.warnOnce()) {
      LOG.warn(
          "stream {}: its captions have the timestamp {} but arrive at {}: they are shown now, but"
              + " a gateway that starts later omits those that look older than gateway.history"
              + " ({})",
          stream.name(),
          Instant.ofEpochMilli(timestamp),
          Instant.ofEpochMilli(now),
          settings.history());
    }
  }

  private void measure(StreamCaptions stream, Caption caption, CaptionTimes times) {
    long now = clock.millis();
    stream.hearNow(caption.language(), times.appended(), now);
    meters.received(caption.language(), caption.status() == Status.FINAL);
    meters.latency(now - times.appended(), now - times.made());
  }

  /** Discards streams without recent captions. */
  void tidy() {
    long now = clock.millis();
    streams.values().removeIf(stream -> expired(stream, now));
  }

  private boolean expired(StreamCaptions stream, long now) {
    if (!live(stream)) {
      stream.rest();
    }
    return now - stream.newest() > settings.history().toMillis() && stream.viewers() == 0;
  }

  /** Whether a stream had a caption within the last minute. */
  boolean live(StreamCaptions stream) {
    return clock.millis() - stream.newest() <= LIVE.toMillis();
  }

  Optional<StreamCaptions> stream(String name) {
    return Optional.ofNullable(streams.get(name));
  }

  /** All streams by name, in order. */
  Map<String, StreamCaptions> streams() {
    return streams;
  }
}
