package io.surtitle.guarantees;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A failpoint in the producer: between two captions of a wave. */
public final class FailpointInterceptor implements ProducerInterceptor<byte[], byte[]> {

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    if (record.topic().contains(Deployment.CAPTIONS)) {
      Failpoints.hit(Failpoints.Point.WHILE_SENDING);
    }
    return record;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
