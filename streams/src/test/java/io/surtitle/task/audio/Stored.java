package io.surtitle.task.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Blocks;
import io.surtitle.engine.Taken;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Audio that is stored and read back, as between any two inputs. */
final class Stored {
  private Stored() {}

  static AudioState again(AudioCodec codec, AudioState audio) {
    Blocks blocks = Blocks.of(Taken.nothing());
    codec.putBlock(blocks, audio);
    byte[] end = blocks.encode();
    ByteBuffer bytes = ByteBuffer.allocate(codec.bytes(audio)).order(ByteOrder.LITTLE_ENDIAN);
    codec.putClock(bytes, audio);
    codec.putSamples(bytes, audio);
    assertThat(bytes.hasRemaining()).isFalse();
    assertThat(bytes.capacity() + end.length).isLessThanOrEqualTo(codec.mostBytes());
    AudioState back = codec.readClock(bytes.flip());
    codec.readSamples(bytes, back);
    assertThat(bytes.hasRemaining()).isFalse();
    codec.readBlock(Blocks.decode(ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN)), back);
    return back;
  }
}
