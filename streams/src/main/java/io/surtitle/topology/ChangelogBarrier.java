package io.surtitle.topology;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A write barrier for at-least-once processing: a record is sent to a changelog topic only when the
 * brokers have acknowledged all records that were sent to other topics before it.
 *
 * <p>Kafka keeps no order between topics. Without the barrier, a process that is killed could leave
 * a session in the changelog that has taken an input whose captions were never written; when the
 * input is read again, the restored session skips it, and the captions are lost. With exactly-once
 * processing, the transaction sees to that.
 *
 * <p>The caches of the stores are flushed at commits, so a stream thread waits once per commit.
 */
public final class ChangelogBarrier implements ProducerInterceptor<byte[], byte[]> {
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
