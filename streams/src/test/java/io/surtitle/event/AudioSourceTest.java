package io.surtitle.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioSourceTest {
  private static final byte[] VALUE = {0x01, 0x02, (byte) 0xff, (byte) 0x80};

  private final AudioSource source = new AudioSource("broadcast.audio", 1_000);

  @ParameterizedTest
  @ValueSource(strings = {"audio/pcm;rate=8000", "audio/L16;rate=8000"})
  void theRecordThatWaitedHasTheSamples(String contentType) {
    Map<String, byte[]> headers = Bytes.values(Map.of("content-type", contentType));
    Pcm pcm = accepted(VALUE, headers);

    byte[] kept = source.keep(pcm);

    assertThat(kept).isEmpty();
    assertThat(source.restore(kept, VALUE, headers)).isEqualTo(pcm);
    assertThat(source.words(pcm)).isZero();
    assertThat(source.millis(Pcm.of(new short[800], 8_000))).isEqualTo(100);
    assertThat(source.mostKept()).isZero();
  }

  @Test
  void anEndMarkThatWaitedHasNone() {
    Map<String, byte[]> headers = Bytes.values(Map.of("surtitle-end", ""));
    Pcm none = accepted(new byte[0], headers);

    assertThat(source.restore(source.keep(none), null, headers)).isEqualTo(none);
    assertThat(none.size()).isZero();
  }

  private Pcm accepted(byte[] value, Map<String, byte[]> headers) {
    Decoded<Pcm> decoded = source.decode("game".getBytes(UTF_8), value, headers);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    return ((Decoded.Accepted<Pcm>) decoded).arrival().content();
  }
}
