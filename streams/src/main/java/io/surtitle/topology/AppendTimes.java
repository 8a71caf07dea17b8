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
 * When records were appended. Their timestamps decide, even old ones, as from a mirror or a replay.
 * An implausible timestamp, for example one in seconds or an hour ahead, would distort latencies,
 * and a broker refuses such a record or deletes it; the time of arrival replaces it, with one
 * warning for each stream.
 */
final class AppendTimes implements TimestampExtractor {
  private static final Logger LOG = LoggerFactory.getLogger(AppendTimes.class);
  private static final int MOST_WARNED = 10_000;

  private final InstantSource clock;

  /** Streams for which a warning was logged; the oldest are forgotten. */
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
        "stream {}: the timestamp {} of {}-{} offset {} is not in epoch milliseconds, or is more"
            + " than an hour ahead: its records count as appended when they arrive",
        stream,
        record.timestamp(),
        record.topic(),
        record.partition(),
        record.offset());
  }
}
