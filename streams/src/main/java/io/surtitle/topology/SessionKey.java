package io.surtitle.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of a store of sessions:
 *
 * <pre>
 * snapshot := stream
 * journal  := stream 0:u8
 * stream   := the id of a stream, which has no zero
 * </pre>
 *
 * <p>The key of a stream without a name would be {@link Generations#KEY}.
 */
public final class SessionKey {
  private SessionKey() {}

  /** The key of a stream's snapshot. */
  public static Bytes snapshot(String stream) {
    return Bytes.wrap(stream.getBytes(StandardCharsets.US_ASCII));
  }

  /** The key of a stream's journal. */
  public static Bytes journal(String stream) {
    byte[] bytes = stream.getBytes(StandardCharsets.US_ASCII);
    return Bytes.wrap(Arrays.copyOf(bytes, bytes.length + 1));
  }

  /** Whether a key is that of a journal. */
  public static boolean isJournal(byte[] key) {
    return key.length > 1 && key[key.length - 1] == 0;
  }

  /** The bytes of the stream's id in a key. */
  static byte[] streamBytes(byte[] key) {
    return isJournal(key) ? Arrays.copyOf(key, key.length - 1) : key;
  }

  /** The id of the stream in a key. */
  public static String stream(byte[] key) {
    return new String(streamBytes(key), StandardCharsets.US_ASCII);
  }
}
