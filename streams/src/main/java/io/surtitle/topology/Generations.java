package io.surtitle.topology;

import io.surtitle.engine.StreamPosition;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The current generation of a partition's offsets; the next one begins when the topic is recreated.
 * It is an entry, big-endian, in each session store of the partition's operators, whose other keys
 * are stream ids:
 *
 * <pre>
 * key   := 0:u8
 * value := version:u8 (129) generation:i32 topic:u8[16]     ; the id of the topic
 * </pre>
 *
 * <p>No session has this version, so releases without generations treat the entry as a quiet
 * stream.
 */
final class Generations {
  static final Bytes KEY = Bytes.wrap(new byte[] {0});

  private static final byte VERSION = (byte) 129;
  private static final int ID_BYTES = 2 * Long.BYTES;

  private final List<KeyValueStore<Bytes, byte[]>> stores;
  private int number;
  private @Nullable Uuid topic;

  /**
   * Continues in the latest generation in the stores. If that is of another topic, the committed
   * offset is meaningless and the partition is rewound.
   */
  Generations(List<KeyValueStore<Bytes, byte[]>> stores, SourceId source, int partition) {
    this.stores = stores;
    for (KeyValueStore<Bytes, byte[]> store : stores) {
      byte[] stored = store.get(KEY);
      if (stored != null) {
        resume(Entry.decode(stored));
      }
    }
    if (source.look().filter(this::isOther).isPresent()) {
      source.rewind(partition);
    }
  }

  private void resume(Entry entry) {
    if (topic == null || entry.number > number) {
      number = entry.number;
      topic = entry.topic;
    }
  }

  private boolean isOther(Uuid id) {
    return topic != null && !id.equals(topic);
  }

  /**
   * Whether a record is the first of the next generation.
   *
   * @param id the id of the topic that it was read from, if known
   */
  boolean isOver(Optional<Uuid> id) {
    return id.filter(this::isOther).isPresent();
  }

  /** Begins the next generation and returns the position before it. */
  long begin(Uuid id) {
    number++;
    topic = id;
    save();
    return StreamPosition.before(number);
  }

  /** The position of a record of this generation. */
  long position(Optional<Uuid> id, long offset) {
    if (topic == null && id.isPresent()) {
      topic = id.get();
      save();
    }
    return StreamPosition.of(number, offset);
  }

  private void save() {
    byte[] entry = new Entry(number, Objects.requireNonNull(topic)).encode();
    stores.forEach(store -> store.put(KEY, entry));
  }

  /** An entry of a store. */
  record Entry(int number, Uuid topic) {
    byte[] encode() {
      return ByteBuffer.allocate(1 + Integer.BYTES + ID_BYTES)
          .put(VERSION)
          .putInt(number)
          .put(SourceLabels.bytes(topic))
          .array();
    }

    /**
     * Decodes an entry.
     *
     * @throws IllegalArgumentException if another version wrote them
     */
    static Entry decode(byte[] bytes) {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "generation of format %d; this version reads format %d"
                .formatted(Byte.toUnsignedInt(version), Byte.toUnsignedInt(VERSION)));
      }
      int number = in.getInt();
      byte[] id = new byte[ID_BYTES];
      in.get(id);
      return new Entry(number, SourceLabels.id(id));
    }
  }
}
