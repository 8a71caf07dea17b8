package io.surtitle.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class InputCodecTest {

  @Test
  void bytesAreTheGolden() {
    Input<String> input = Input.of("çà", true, 258, -1, 5, 1_000);

    byte[] bytes = encode(input);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "0101"
                + "0000000000000102"
                + "ffffffffffffffff"
                + "0000000000000005"
                + "00000000000003e8"
                + "c3a7c3a0");
    assertThat(decode(bytes)).isEqualTo(input);
  }

  @Test
  void aProducersNameComesBeforeTheText() {
    Input<String> input = named("hi", 258, 7, -1, 1_000, "ab");

    byte[] bytes = encode(input);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "0200"
                + "0000000000000102"
                + "0000000000000007"
                + "ffffffffffffffff"
                + "00000000000003e8"
                + "000000026162"
                + "6869");
    assertThat(decode(bytes)).isEqualTo(input);
  }

  @Test
  void aNewTopicsMarkComesBack() {
    Input<String> recreated = Input.recreated(StreamPosition.before(1), 5);

    assertThat(decode(encode(recreated))).isEqualTo(recreated);
  }

  @Test
  void marksComeBack() {
    Input<String> gap = Input.of("a", false, 1, 2, 3, 4).leftOut();

    byte[] bytes = encode(gap);

    assertThat(bytes[1]).isEqualTo((byte) 2);
    assertThat(decode(bytes)).isEqualTo(gap);
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] bytes = encode(Input.of("a", false, 0, 0, 0, 0));
    bytes[0] = 9;

    assertThatThrownBy(() -> decode(bytes)).hasMessageContaining("format 9");
  }

  private static byte[] encode(Input<String> input) {
    return InputCodec.encode(input, text -> text.getBytes(UTF_8));
  }

  private static Input<String> decode(byte[] bytes) {
    return InputCodec.decode(bytes, text -> new String(text, UTF_8));
  }

  private static Input<String> named(
      String text, long position, long sequence, long pts, long timestamp, String producer) {
    return new Input.Content<>(
        text, false, new Input.Place(position, sequence, pts, timestamp, producer));
  }
}
