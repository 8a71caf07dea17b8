package io.surtitle.guarantees;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Crashes threads between two captions of a wave. */
public final class SendingCrash implements ProducerInterceptor<byte[], byte[]> {

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    if (record.topic().contains(Stage.CAPTIONS)) {
      Sabotage.at(Sabotage.Moment.WHILE_SENDING);
    }
    return record;
  }

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
