package io.surtitle.topology;

import io.surtitle.decoding.Glossary;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The glossaries as they are known now; each is parsed once. */
final class Glossaries {
  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<String, Known> known = new HashMap<>();

  Glossaries(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  private record Known(byte[] value, Glossary glossary) {}

  Glossary of(String stream) {
    byte[] value = store.get(Bytes.wrap(stream.getBytes(StandardCharsets.US_ASCII)));
    if (value == null) {
      known.remove(stream);
      return Glossary.NONE;
    }
    Known last = known.get(stream);
    if (last == null || !Arrays.equals(last.value(), value)) {
      last = new Known(value, parse(value));
      known.put(stream, last);
    }
    return last.glossary();
  }

  private static Glossary parse(byte[] value) {
    try {
      return GlossaryProcessor.parse(value);
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("a glossary that was refused is in the store", e);
    }
  }
}
