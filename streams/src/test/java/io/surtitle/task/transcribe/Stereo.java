package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Input;
import io.surtitle.event.AudioDecoder;
import io.surtitle.event.Decoded;
import io.surtitle.event.Pcm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Records of a WAVE file of two channels, of which only the first has the header. */
final class Stereo {
  private static final byte[] STREAM = {'s'};
  private static final int CHANNELS = 2;

  private Stereo() {}

  static Input<Pcm> beginning(short[] samples) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    AudioFormat format = new AudioFormat(Letters.RATE, Short.SIZE, CHANNELS, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes(samples)), format, samples.length),
        AudioFileFormat.Type.WAVE,
        file);
    return input(file.toByteArray(), 0);
  }

  static Input<Pcm> goingOn(short[] samples) {
    return input(bytes(samples), 1);
  }

  private static byte[] bytes(short[] samples) {
    ByteBuffer bytes =
        ByteBuffer.allocate(CHANNELS * Short.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (short each : samples) {
      bytes.putShort(each).putShort(each);
    }
    return bytes.array();
  }

  private static Input<Pcm> input(byte[] value, long position) {
    Decoded<Pcm> decoded = new AudioDecoder(1 << 20).decode(STREAM, value, Map.of());
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    Pcm pcm = ((Decoded.Accepted<Pcm>) decoded).arrival().content();
    return Input.of(pcm, false, position, -1, -1, position);
  }
}
