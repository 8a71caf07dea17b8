package io.surtitle.gateway;

import io.surtitle.event.Pcm;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files of one channel of 16 bits whose end is not known when they begin. */
final class Wave {
  private static final int HEADER = 44;
  private static final int FORMAT = 16;
  private static final short LINEAR = 1;

  private Wave() {}

  /**
   * The 44 bytes before the samples. Both lengths are the largest there are, as usual in streams.
   *
   * @param rate samples a second
   */
  static byte[] header(int rate) {
    ByteBuffer out = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(-1).put(ascii("WAVE"));
    out.put(ascii("fmt ")).putInt(FORMAT).putShort(LINEAR).putShort((short) 1);
    out.putInt(rate).putInt(rate * Short.BYTES);
    out.putShort((short) Short.BYTES).putShort((short) Short.SIZE);
    return out.put(ascii("data")).putInt(-1).array();
  }

  /** Samples as they stand in the file: 16 bits, little-endian. */
  static byte[] samples(Pcm pcm) {
    ByteBuffer out = ByteBuffer.allocate(Short.BYTES * pcm.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < pcm.size(); i++) {
      out.putShort(pcm.sample(i));
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
