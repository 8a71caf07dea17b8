package io.surtitle.topology;

import io.surtitle.bundle.Manifest;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionHeaders;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTimes;
import io.surtitle.session.Update;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Makes captions of updates, and their records. */
public final class Captions {
  private final TopologySettings settings;
  private final Manifest model;

  Captions(TopologySettings settings, Manifest model) {
    this.settings = settings;
    this.model = model;
  }

  /**
   * A caption, with the timestamp of the newest input in it, or of now where that is old.
   *
   * @param nowMs the wall clock's time, epoch milliseconds
   */
  Record<byte[], Outgoing> record(String stream, Update update, long nowMs) {
    Caption caption = of(model, stream, update, nowMs);
    Record<byte[], Outgoing> record =
        new Record<>(
            stream.getBytes(StandardCharsets.US_ASCII),
            new Outgoing(
                settings.topics().captions(update.language()), CaptionJson.encode(caption)),
            CaptionTimes.timestamp(update.timestamp(), nowMs));
    CaptionHeaders.of(caption, Instant.ofEpochMilli(nowMs)).forEach(record.headers()::add);
    return record;
  }

  /**
   * What viewers get to see of an update.
   *
   * @param model that made it
   * @param nowMs the wall clock's time, epoch milliseconds
   */
  public static Caption of(Manifest model, String stream, Update update, long nowMs) {
    String utterance = Caption.utterance(update.utterance(), update.part());
    return new Caption(
        Caption.id(stream, utterance, update.language()),
        stream,
        update.language(),
        utterance,
        update.revision(),
        update.last() ? Caption.Status.FINAL : Caption.Status.PARTIAL,
        update.text(),
        known(update.startPts()),
        known(update.endPts()),
        update.source(),
        model.name(),
        model.version(),
        // The clock of a producer or broker may be ahead of ours.
        Math.max(0, nowMs - update.timestamp()));
  }

  private static @Nullable Long known(long pts) {
    return pts < 0 ? null : pts;
  }
}
