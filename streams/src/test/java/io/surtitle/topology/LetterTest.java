package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.DeadLetter;
import io.surtitle.event.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterTest {
  private static final int LIMIT = 20_000;
  private static final DeadLetter WHY =
      new DeadLetter(Reason.TOO_LARGE, "why", "broadcast.text", 3, 14, 15);

  @Test
  void aRecordThatFitsIsUnchanged() {
    List<Header> headers = List.of(header("ce_id", 1), new StoredHeader("none", null));

    Letter letter = Letter.of(bytes(10), bytes(100), headers, WHY, LIMIT);

    assertThat(letter.key()).isEqualTo(bytes(10));
    assertThat(letter.value()).isEqualTo(bytes(100));
    assertThat(letter.headers()).startsWith(headers.toArray(new Header[0])).hasSize(2 + 6);
  }

  @Test
  void anAbsentKeyOrValueStaysAbsent() {
    Letter letter = Letter.of(null, null, List.of(header("huge", LIMIT)), WHY, LIMIT);

    assertThat(letter.key()).isNull();
    assertThat(letter.value()).isNull();
  }

  @Test
  void aValueGetsTheRoomThatTheOtherPartsLeave() {
    Letter letter = Letter.of(bytes(10), bytes(LIMIT), List.of(header("ce_id", 1)), WHY, LIMIT);

    assertThat(letter.size()).isBetween(LIMIT - 500L, (long) LIMIT);
    assertThat(letter.key()).isEqualTo(bytes(10));
    assertThat(text(letter, "ce_id")).isEqualTo("a");
    assertThat(text(letter, "surtitle-error-value-bytes")).isEqualTo("20000");
    assertThat(text(letter, "surtitle-error-value-sha256"))
        .isEqualTo("cc17faaad36649c4603dda4d8ff97cb149722af0bcac0746305a2134ad2d0b97");
    assertThat(text(letter, "surtitle-error-key-bytes")).isNull();
    assertThat(text(letter, "surtitle-error-headers-bytes")).isNull();
  }

  @Test
  void everyPartHasItsShare() {
    List<Header> headers =
        List.of(header("huge", LIMIT), header("ce_id", 1), header("large", 2_000));

    Letter letter = Letter.of(bytes(LIMIT), bytes(LIMIT), headers, WHY, LIMIT);

    assertThat(letter.size()).isBetween(LIMIT - 500L, (long) LIMIT);
    assertThat(letter.key()).hasSizeBetween(LIMIT / 5, LIMIT / 4);
    assertThat(letter.value()).hasSizeGreaterThan(LIMIT / 2);
    assertThat(letter.headers())
        .extracting(Header::key)
        .startsWith("ce_id", "large", "surtitle-error-reason");
    assertThat(text(letter, "surtitle-error-headers-bytes"))
        .isEqualTo(Integer.toString(LIMIT + 1 + 2_000 + 3 * 8 + 4 + 5 + 5));
  }

  /** Any record, and any amount of room. */
  @Test
  void everyLetterFits() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      List<Header> headers = new ArrayList<>();
      for (int n = random.nextInt(20); n > 0; n--) {
        headers.add(header("h" + n, size(random)));
      }
      int limit = Letter.LEAST + size(random);

      Letter letter = Letter.of(bytes(size(random)), bytes(size(random)), headers, WHY, limit);

      assertThat(letter.size()).isLessThanOrEqualTo(limit);
      assertThat(kafka(letter)).isLessThanOrEqualTo((int) letter.size());
    }
  }

  /** The size as Kafka's own producer counts it. */
  private static int kafka(Letter letter) {
    return org.apache.kafka.common.record.internal.AbstractRecords.estimateSizeInBytesUpperBound(
        (byte) 2,
        org.apache.kafka.common.record.internal.CompressionType.NONE,
        letter.key(),
        letter.value(),
        letter.headers().toArray(new Header[0]));
  }

  private static int size(Random random) {
    return (int) Math.pow(10, 5 * random.nextDouble());
  }

  private static Header header(String name, int size) {
    return new StoredHeader(name, bytes(size));
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }

  private static @Nullable String text(Letter letter, String name) {
    return letter.headers().stream()
        .filter(each -> each.key().equals(name))
        .map(each -> new String(each.value(), UTF_8))
        .findFirst()
        .orElse(null);
  }
}
