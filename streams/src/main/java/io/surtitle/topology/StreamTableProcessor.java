package io.surtitle.topology;

import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest valid value of each stream; an invalid one leaves the previous value in place.
 * Kafka Streams also runs it when it restores the store.
 */
final class StreamTableProcessor implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTableProcessor.class);

  private final StreamTable table;
  private @Nullable KeyValueStore<Bytes, byte[]> store;

  StreamTableProcessor(StreamTable table) {
    this.table = table;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(Names.TABLE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      LOG.warn("a record of {} without a key is refused: its key is the stream id", table.topic());
      return;
    }
    Bytes stream = Bytes.wrap(record.key());
    byte[] value = record.value();
    try {
      boolean empty = value == null || table.isEmpty().test(value);
      Objects.requireNonNull(store).put(stream, empty ? null : value);
    } catch (IllegalArgumentException e) {
      refuse(stream, e.getMessage());
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) { // no value may end the thread, which cannot be replaced
      refuse(stream, e.toString());
    }
  }

  private void refuse(Bytes stream, @Nullable String reason) {
    LOG.warn(
        "stream {}: its new record of {} is refused, the former one stays: {}",
        stream,
        table.topic(),
        reason);
  }
}
