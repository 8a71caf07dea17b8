package io.surtitle.task.detect;

import io.surtitle.bundle.Manifest;
import io.surtitle.event.CaptionTimes;
import io.surtitle.event.Message;
import io.surtitle.event.Outlet;
import io.surtitle.event.StreamEvent;
import io.surtitle.event.StreamEventHeaders;
import io.surtitle.event.StreamEventJson;
import io.surtitle.metrics.EngineMeters;
import java.time.Instant;
import java.util.Map;

/** Makes events of detections, and sends them to one topic. */
public final class EventOutlet implements Outlet<Detection> {
  /** Bytes of an event and its headers at most. */
  private static final long MOST_BYTES = 4096;

  private final String topic;
  private final String event;
  private final Manifest model;
  private final EngineMeters meters;

  /**
   * Events of a detector.
   *
   * @param topic of its events; detectors may share one
   */
  public EventOutlet(String topic, Detect detect, EngineMeters meters) {
    this.topic = topic;
    this.event = detect.event();
    this.model = detect.manifest();
    this.meters = meters;
  }

  @Override
  public Map<String, Long> topics() {
    return Map.of(topic, MOST_BYTES);
  }

  /** The message has the timestamp of the newest input, or of now where that is old. */
  @Override
  public Message message(String stream, Detection detection, long nowMs) {
    StreamEvent made =
        new StreamEvent(
            StreamEvent.id(stream, event, detection.position(), detection.part()),
            stream,
            event,
            detection.phase(),
            detection.startPts(),
            detection.endPts() < 0 ? null : detection.endPts(),
            detection.decidedPts(),
            detection.cause(),
            model.name(),
            model.version(),
            // The clock of a producer or broker may be ahead of ours.
            Math.max(0, nowMs - detection.timestamp()));
    return new Message(
        topic,
        StreamEventJson.encode(made),
        StreamEventHeaders.of(made, Instant.ofEpochMilli(nowMs)),
        CaptionTimes.timestamp(detection.timestamp(), nowMs));
  }

  /** Whether the input decided it; that silence ends an event later is no latency. */
  @Override
  public boolean answers(Detection detection, long appended) {
    return detection.timestamp() == appended;
  }

  @Override
  public void sent(Detection detection) {
    meters.event(event, detection.phase() == StreamEvent.Phase.BEGINS);
  }
}
