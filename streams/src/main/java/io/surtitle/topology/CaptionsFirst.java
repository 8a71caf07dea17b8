package io.surtitle.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Where there are no transactions: lets state reach its changelog only when all captions sent
 * before are acknowledged. Otherwise a process that is killed could leave behind a session that has
 * taken an input whose captions are lost, and that passes over the input when it comes again.
 *
 * <p>The stores' caches are flushed at commits, so a thread waits once for each.
 */
public final class CaptionsFirst implements ProducerInterceptor<byte[], byte[]> {
  private static final String CHANGELOG = "-changelog";

  private int unacknowledged;

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    if (record.topic().endsWith(CHANGELOG)) {
      awaitAcknowledged();
    } else {
      sent();
    }
    return record;
  }

  private synchronized void sent() {
    unacknowledged++;
  }

  private synchronized void awaitAcknowledged() {
    try {
      while (unacknowledged > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    if (metadata != null && !metadata.topic().endsWith(CHANGELOG)) {
      acknowledged();
    }
  }

  private synchronized void acknowledged() {
    unacknowledged--;
    notifyAll();
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
