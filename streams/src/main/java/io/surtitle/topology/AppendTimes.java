package io.surtitle.topology;

import io.surtitle.event.CaptionTimes;
import io.surtitle.event.StreamId;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When records were appended: as their timestamps say, old ones too, as a mirror or a replay leaves
 * them. A timestamp that cannot be, in seconds, say, or an hour ahead, would stand in latencies,
 * and a broker refuses it or deletes what has it; the time of arrival takes its place, and one
 * warning for each stream says so.
 */
final class AppendTimes implements TimestampExtractor {
  private static final Logger LOG = LoggerFactory.getLogger(AppendTimes.class);
  private static final int MOST_WARNED = 10_000;

  private final InstantSource clock;

  /** Streams that a warning was given of; the oldest are forgotten. */
  private final Set<String> warned =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_WARNED;
            }
          });

  AppendTimes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    long now = clock.millis();
    if (CaptionTimes.isTime(record.timestamp(), now)) {
      return record.timestamp();
    }
    warn(record);
    return now;
  }

  private void warn(ConsumerRecord<Object, Object> record) {
    String stream = record.key() instanceof byte[] key ? StreamId.parse(key).orElse("?") : "?";
    synchronized (warned) {
      if (!warned.add(stream)) {
        return;
      }
    }
    LOG.warn(
        "stream {}: the timestamp {} of {}-{} offset {} is no time in epoch milliseconds, or lies"
            + " more than an hour ahead: its records count as appended when they arrive",
        stream,
        record.timestamp(),
        record.topic(),
        record.partition(),
        record.offset());
  }
}
