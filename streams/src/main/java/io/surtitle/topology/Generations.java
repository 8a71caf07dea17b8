package io.surtitle.topology;

import io.surtitle.session.StreamPosition;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which generation of its partition's offsets a task is in: the next one begins where the topic was
 * recreated. It is an entry of the store of sessions, whose other keys are stream ids, big-endian:
 *
 * <pre>
 * key   := 0:u8
 * value := version:u8 (129) generation:i32 topic:u8[16]     ; the id of the topic
 * </pre>
 *
 * <p>The version is none of a session's, so that releases that know no generations take it for a
 * quiet stream.
 */
final class Generations {
  static final Bytes KEY = Bytes.wrap(new byte[] {0});

  private static final byte VERSION = (byte) 129;
  private static final int ID_BYTES = 2 * Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private int number;
  private @Nullable Uuid topic;

  /** Goes on in the store's generation; what is committed of another topic means nothing. */
  Generations(KeyValueStore<Bytes, byte[]> store, SourceId source, int partition) {
    this.store = store;
    byte[] stored = store.get(KEY);
    if (stored != null) {
      Entry entry = Entry.decode(stored);
      number = entry.number;
      topic = entry.topic;
    }
    if (source.look().filter(this::isOther).isPresent()) {
      source.rewind(partition);
    }
  }

  private boolean isOther(Uuid id) {
    return topic != null && !id.equals(topic);
  }

  /**
   * Whether a record is the first of the next generation.
   *
   * @param id of the topic it was read from, if that is known
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
    store.put(KEY, new Entry(number, Objects.requireNonNull(topic)).encode());
  }

  /** What the store has. */
  record Entry(int number, Uuid topic) {
    byte[] encode() {
      return ByteBuffer.allocate(1 + Integer.BYTES + ID_BYTES)
          .put(VERSION)
          .putInt(number)
          .put(SourceLabels.bytes(topic))
          .array();
    }

    /**
     * The entry of some bytes.
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
