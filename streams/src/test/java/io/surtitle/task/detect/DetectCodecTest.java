package io.surtitle.task.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import io.surtitle.task.audio.AudioCodec;
import io.surtitle.task.audio.AudioWatch;
import io.surtitle.task.audio.Moment;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DetectCodecTest {
  private static final AudioCodec AUDIO = new AudioCodec(1_000, 4);
  private static final DetectCodec CODEC = new DetectCodec(0x1122334455667788L, AUDIO, 2);

  @Test
  void bytesOfAnOpenEventAreTheGolden() {
    assertThat(HexFormat.of().formatHex(CODEC.encode(open())))
        .isEqualTo(
            "01" // version
                + "8877665544332211" // fingerprint
                + "0900000000000000" // position
                + "ffffffffffffffff" // sequence
                + "d007000000000000" // touched
                + "02" // open: its begin was reported
                + "0600000000000000" // heard
                + "0000000000000000" // anchor: sample
                + "6400000000000000" // and media time
                + "0300000000000000" // begin of the chunk
                + "6700000000000000"
                + "0100000000000000" // first moment of the event
                + "6500000000000000"
                + "0300000000000000" // last
                + "6700000000000000"
                + "0500000000000000" // position of the input
                + "02000000" // part
                + "0a0b" // state
                + "03000000" // samples
                + "0080ffffff7f");
  }

  @Test
  void bytesWithoutAnEventAreTheGolden() {
    DetectSession session = CODEC.fresh(Taken.nothing(), 0);

    assertThat(HexFormat.of().formatHex(CODEC.encode(session)))
        .isEqualTo(
            "018877665544332211"
                + "ffffffffffffffff"
                + "ffffffffffffffff"
                + "0000000000000000"
                + "00"
                + "0000000000000000".repeat(5)
                + "0000"
                + "00000000");
  }

  @Test
  void decodingUndoesEncoding() {
    byte[] bytes = CODEC.encode(open());

    DetectSession back = CODEC.decode(bytes);

    assertThat(back).isNotNull();
    assertThat(back.isOpen()).isTrue();
    assertThat(back.audio().now()).isEqualTo(open().audio().now());
    assertThat(CODEC.encode(back)).isEqualTo(bytes);
    assertThat(bytes.length).isLessThanOrEqualTo((int) CODEC.mostBytes());
  }

  @Test
  void everySampleComesBackExactly() {
    DetectCodec wide = new DetectCodec(1, new AudioCodec(16_000, 1 << 16), 0);
    short[] all = new short[(1 << 16) - 1];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) (Short.MIN_VALUE + i);
    }
    DetectSession session = wide.fresh(Taken.nothing(), 0);
    hear(session, Pcm.of(all, 16_000), -1);

    DetectSession back = wide.decode(wide.encode(session));

    assertThat(back).isNotNull();
    assertThat(back.chunk().samples()).isEqualTo(session.chunk().samples());
  }

  @Test
  void namedProducersAreABlockAtTheEnd() {
    DetectSession session = open();
    session.take(
        new Input.Content<>(
            Pcm.of(new short[0], 1_000), false, new Input.Place(10, 3, -1, 2_001, "ab")));

    DetectSession back = CODEC.decode(CODEC.encode(session));

    assertThat(back).isNotNull();
    assertThat(back.taken()).isEqualTo(session.taken());
  }

  @Test
  void anotherBundlesBytesAreNotReadButForTheirHeader() {
    byte[] bytes = CODEC.encode(open());

    assertThat(new DetectCodec(1, AUDIO, 2).decode(bytes)).isNull();
    assertThat(SessionHeader.read(bytes).taken()).isEqualTo(Taken.of(9, -1));
  }

  private static DetectSession open() {
    DetectSession session = CODEC.fresh(Taken.of(9, -1), 2_000);
    hear(session, Pcm.of(new short[] {1, 2, 3}, 1_000), 100);
    session.next(new Span(new Moment(1, 101), new Moment(3, 103), true, 5, 2));
    short[] more = {Short.MIN_VALUE, -1, Short.MAX_VALUE};
    hear(session, Pcm.of(more, 1_000), -1);
    session.state()[0] = 10;
    session.state()[1] = 11;
    return session;
  }

  private static void hear(DetectSession session, Pcm pcm, long pts) {
    session
        .audio()
        .read("s", Taken.nothing(), Input.of(pcm, false, 0, -1, pts, 0), AudioWatch.ofLog())
        .readOn();
  }
}
