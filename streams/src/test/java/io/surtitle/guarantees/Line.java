package io.surtitle.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.event.TextHeaders;
import io.surtitle.session.Input;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One input of a script, with the place that it will have in the input topic.
 *
 * @param stream its stream's id
 * @param partition of the stream
 * @param input as its session will take it
 */
record Line(String stream, int partition, Input input) {

  ProducerRecord<byte[], byte[]> record(String topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            partition,
            input.timestamp(),
            stream.getBytes(UTF_8),
            input.text().getBytes(UTF_8));
    if (input.end()) {
      record.headers().add(TextHeaders.END, new byte[0]);
    }
    if (input.sequence() >= 0) {
      record.headers().add(TextHeaders.SEQUENCE, Long.toString(input.sequence()).getBytes(UTF_8));
    }
    return record;
  }
}
