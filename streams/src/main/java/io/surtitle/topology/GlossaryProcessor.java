package io.surtitle.topology;

import io.surtitle.decoding.Glossary;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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
 * Keeps the newest list of each stream that can be used; what cannot leaves the one before. Kafka
 * Streams runs it also when it restores the store.
 */
final class GlossaryProcessor implements Processor<byte[], byte[], Void, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(GlossaryProcessor.class);

  private @Nullable KeyValueStore<Bytes, byte[]> store;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(Names.GLOSSARIES);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (record.key() == null) {
      LOG.warn("a glossary without a key is refused: its key is the stream id");
      return;
    }
    Bytes stream = Bytes.wrap(record.key());
    try {
      boolean empty = record.value() == null || parse(record.value()).isEmpty();
      Objects.requireNonNull(store).put(stream, empty ? null : record.value());
    } catch (CharacterCodingException e) {
      refuse(stream, "it is not UTF-8");
    } catch (IllegalArgumentException e) {
      refuse(stream, e.getMessage());
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) { // no list may end the thread, which cannot be replaced
      refuse(stream, e.toString());
    }
  }

  private static void refuse(Bytes stream, @Nullable String reason) {
    LOG.warn("stream {}: its new glossary is refused, the former one stays: {}", stream, reason);
  }

  static Glossary parse(byte[] value) throws CharacterCodingException {
    return Glossary.parse(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
  }
}
