package io.surtitle.guarantees;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.engine.Input;
import io.surtitle.event.SourceHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One record of a workload, with the partition and the offset that it will have.
 *
 * @param stream id of its stream, which is the record's key
 * @param input as the session will take it
 */
record PlannedRecord(String stream, int partition, Input<String> input) {

  ProducerRecord<byte[], byte[]> toProducerRecord(String topic) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            partition,
            input.timestamp(),
            stream.getBytes(UTF_8),
            ((Input.Content<String>) input).value().getBytes(UTF_8));
    if (input.ends()) {
      record.headers().add(SourceHeaders.END, new byte[0]);
    }
    if (input.sequence() >= 0) {
      record.headers().add(SourceHeaders.SEQUENCE, Long.toString(input.sequence()).getBytes(UTF_8));
    }
    return record;
  }
}
