package io.surtitle.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class InputCodecTest {

  @Test
  void bytesAreTheGolden() {
    Input input = new Input("çà", true, 258, -1, 5, 1_000);

    byte[] bytes = InputCodec.encode(input);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "0101"
                + "0000000000000102"
                + "ffffffffffffffff"
                + "0000000000000005"
                + "00000000000003e8"
                + "c3a7c3a0");
    assertThat(InputCodec.decode(bytes)).isEqualTo(input);
  }

  @Test
  void aProducersNameComesBeforeTheText() {
    Input input = new Input("hi", Input.Mark.NONE, 258, 7, -1, 1_000, "ab");

    byte[] bytes = InputCodec.encode(input);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "0200"
                + "0000000000000102"
                + "0000000000000007"
                + "ffffffffffffffff"
                + "00000000000003e8"
                + "000000026162"
                + "6869");
    assertThat(InputCodec.decode(bytes)).isEqualTo(input);
  }

  @Test
  void aNewTopicsMarkComesBack() {
    Input anew = Input.anew(StreamPosition.before(1), 5);

    assertThat(InputCodec.decode(InputCodec.encode(anew))).isEqualTo(anew);
  }

  @Test
  void marksComeBack() {
    Input gap = new Input("a", false, 1, 2, 3, 4).leftOut();

    byte[] bytes = InputCodec.encode(gap);

    assertThat(bytes[1]).isEqualTo((byte) 2);
    assertThat(InputCodec.decode(bytes)).isEqualTo(gap);
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] bytes = InputCodec.encode(new Input("a", false, 0, 0, 0, 0));
    bytes[0] = 9;

    assertThatThrownBy(() -> InputCodec.decode(bytes)).hasMessageContaining("format 9");
  }
}
