package io.surtitle.cli.broker;

import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Failures;
import io.surtitle.cli.failure.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends the records of one stream to a topic. */
final class RecordSender implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final byte[] stream;
  private final String what;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * A sender for one stream.
   *
   * @param what a record is, in messages
   */
  RecordSender(Producer<byte[], byte[]> producer, String topic, String stream, String what) {
    this.producer = producer;
    this.topic = topic;
    this.stream = stream.getBytes(StandardCharsets.UTF_8);
    this.what = what;
  }

  /** Sends a record, whose headers have text as values. */
  void send(byte[] value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(topic, stream, value);
    headers.forEach(
        (name, text) -> sent.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    Future<?> unused = producer.send(sent, (metadata, problem) -> note(problem));
  }

  private void note(@Nullable Exception problem) {
    if (problem != null) {
      failure.compareAndSet(null, problem);
    }
  }

  /** Waits until Kafka has acknowledged every record; throws as {@link #check}. */
  void flush() {
    producer.flush();
    check();
  }

  /**
   * Looks whether all went well so far.
   *
   * @throws FailedException if Kafka refused a record
   */
  void check() {
    Exception problem = failure.get();
    if (problem != null) {
      String reason = Refusal.sentence("Kafka", problem).orElseGet(() -> Failures.oneLine(problem));
      throw new FailedException(
          "Kafka refused %s for topic %s: %s".formatted(what, topic, reason), problem);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
