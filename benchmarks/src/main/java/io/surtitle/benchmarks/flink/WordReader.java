package io.surtitle.benchmarks.flink;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Words of Kafka records. */
final class WordReader implements KafkaRecordDeserializationSchema<Word> {
  private static final long serialVersionUID = 1;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Word> out) {
    out.collect(
        new Word(
            new String(record.key(), StandardCharsets.UTF_8),
            new String(record.value(), StandardCharsets.UTF_8),
            record.offset(),
            record.timestamp()));
  }

  @Override
  public TypeInformation<Word> getProducedType() {
    return TypeInformation.of(Word.class);
  }
}
