package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Large texts, and the parts of them that dead letters keep. */
final class CutLetters {
  private CutLetters() {}

  static void assertCut(
      byte[] kept, byte[] whole, ConsumerRecord<byte[], byte[]> letter, String part) {
    assertThat(kept.length).isBetween(1_000_000 * whole.length / 5_000_000 / 2, whole.length);
    assertThat(kept).isEqualTo(Arrays.copyOf(whole, kept.length));
    if (kept.length < whole.length) {
      assertThat(text(letter, "surtitle-error-" + part + "-bytes")).isEqualTo("" + whole.length);
      assertThat(text(letter, "surtitle-error-" + part + "-sha256")).isEqualTo(sha256(whole));
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] text(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }

  static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
    var found = record.headers().lastHeader(header);
    return found == null ? null : new String(found.value(), UTF_8);
  }
}
