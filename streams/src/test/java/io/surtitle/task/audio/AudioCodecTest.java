package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Blocks;
import io.surtitle.engine.Input;
import io.surtitle.engine.SessionHeader;
import io.surtitle.engine.Taken;
import io.surtitle.event.AudioDecoder;
import io.surtitle.event.Decoded;
import io.surtitle.event.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AudioCodecTest {
  private static final byte BLOCK = 32;
  private static final AudioCodec CODEC = new AudioCodec(16_000, 512, 1_920);
  private static final byte[] NAME = {'s'};

  /** A stream of telephone sound whose first record had a header, with four samples. */
  private static final byte[] FILE =
      HexFormat.of()
          .parseHex(
              "52494646ffffffff57415645"
                  + "666d7420100000000700"
                  + "0100401f0000401f000001000800"
                  + "64617461ffffffff"
                  + "8f8fff0f");

  @Test
  void theBlockIsTheGolden() {
    AudioState audio = CODEC.fresh();
    take(audio, FILE);
    Blocks blocks = Blocks.of(Taken.nothing());

    CODEC.putBlock(blocks, audio);

    String zeros = "0000".repeat(34);
    assertThat(HexFormat.of().formatHex(blocks.get(BLOCK)))
        .isEqualTo(
            "00000000" // noise
                + "01" // a format was stated
                + "00803e000001" // declared: PCM, 16,000 Hz, one channel
                + "02401f000001" // stated: PCMU, 8,000 Hz, one channel
                + "401f0000" // rate in the filter
                + "004d080000000000" // phase: 34 samples of 1/8,000 s, times both rates
                + "26000000" // 38 samples held
                + zeros
                + "7c417c41000084be");
  }

  /** So sessions of releases that knew no block stay what they were. */
  @Test
  void thereIsNoBlockWhereThereIsNothingToTell() {
    AudioState audio = CODEC.fresh();
    Input<Pcm> input = Input.of(Pcm.of(new short[700], 16_000), false, 0, -1, 5, 0);
    AudioReader reader = audio.read("s", Taken.nothing(), input, AudioWatch.ofLog());
    while (reader.readOn()) {
      audio.chunk(0).next();
    }
    Blocks blocks = Blocks.of(Taken.nothing());

    CODEC.putBlock(blocks, audio);

    assertThat(blocks.encode()).isEmpty();
  }

  @Test
  void everythingComesBack() {
    AudioState audio = CODEC.fresh();
    take(audio, FILE);

    AudioState back = Stored.again(CODEC, audio);
    take(audio, new byte[] {1, 2, 3, 4});
    take(back, new byte[] {1, 2, 3, 4});

    Blocks expected = Blocks.of(Taken.nothing());
    CODEC.putBlock(expected, audio);
    Blocks actual = Blocks.of(Taken.nothing());
    CODEC.putBlock(actual, back);
    assertThat(actual.get(BLOCK)).isEqualTo(expected.get(BLOCK));
  }

  /** The records after the header must be read as it says, whichever bundle hears them. */
  @Test
  void whatAHeaderStatedOutlivesTheBundle() {
    AudioState before = CODEC.fresh();
    take(before, FILE);
    Blocks blocks = Blocks.of(Taken.nothing());
    CODEC.putBlock(blocks, before);
    byte[] end = blocks.encode();
    ByteBuffer session =
        ByteBuffer.allocate(SessionHeader.BYTES + CODEC.bytes(before) + end.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    CODEC.putClock(session.position(SessionHeader.BYTES), before);
    CODEC.putSamples(session, before);
    session.put(end);
    AudioState live = CODEC.fresh();
    AudioState stored = CODEC.fresh();

    live.keep(before);
    AudioCodec.keep(session.array(), session.position(SessionHeader.BYTES), stored);

    for (AudioState after : List.of(live, stored)) {
      take(after, new byte[800]);
      assertThat(after.next().sample()).isEqualTo(1_600);
    }
  }

  private static void take(AudioState audio, byte[] value) {
    Decoded<Pcm> decoded = new AudioDecoder(1_000).decode(NAME, value, Map.of());
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    Pcm pcm = ((Decoded.Accepted<Pcm>) decoded).arrival().content();
    AudioReader reader =
        audio.read("s", Taken.nothing(), Input.of(pcm, false, 0, -1, -1, 0), AudioWatch.ofLog());
    while (reader.readOn()) {
      audio.chunks().stream().filter(Chunk::isFull).forEach(Chunk::next);
    }
  }
}
