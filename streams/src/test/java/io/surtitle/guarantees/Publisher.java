package io.surtitle.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes a workload: each record once and in order, whatever the broker does. */
final class Publisher implements AutoCloseable {
  private static final int PATIENCE_MS = 600_000;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  Publisher(Deployment deployment) {
    topic = deployment.topics().text();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                deployment.bootstrapServers(),
                "enable.idempotence",
                true,
                "max.block.ms",
                PATIENCE_MS,
                "delivery.timeout.ms",
                PATIENCE_MS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends a burst and waits until every record is appended at the offset that was planned. */
  void publish(List<PlannedRecord> burst) throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (PlannedRecord planned : burst) {
      sent.add(producer.send(planned.toProducerRecord(topic)));
    }
    for (int i = 0; i < burst.size(); i++) {
      RecordMetadata appended = sent.get(i).get();
      if (appended.hasOffset() && appended.offset() != burst.get(i).input().position()) {
        throw new AssertionError(
            "appended at offset " + appended.offset() + ", not as planned: " + burst.get(i));
      }
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
