package io.surtitle.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends lines, each once and in order whatever the broker does. */
final class Speaker implements AutoCloseable {
  private static final int PATIENCE_MS = 600_000;

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  Speaker(Stage stage) {
    topic = stage.topology().topics().text();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                stage.bootstrapServers(),
                "enable.idempotence",
                true,
                "max.block.ms",
                PATIENCE_MS,
                "delivery.timeout.ms",
                PATIENCE_MS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends a burst and waits until it is appended where the script says. */
  void say(List<Line> burst) throws InterruptedException, ExecutionException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Line line : burst) {
      sent.add(producer.send(line.record(topic)));
    }
    for (int i = 0; i < burst.size(); i++) {
      RecordMetadata appended = sent.get(i).get();
      if (appended.hasOffset() && appended.offset() != burst.get(i).input().offset()) {
        throw new AssertionError("the load is not as it was written: " + burst.get(i));
      }
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
