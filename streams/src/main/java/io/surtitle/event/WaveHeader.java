package io.surtitle.event;

import io.surtitle.event.AudioFormat.BadAudio;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of a WAVE file, with which the records of a stream begin where a file was cut into
 * them. After "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft,
 * 1991).
 *
 * @param format of the samples
 * @param from where they begin
 * @param to where they end
 */
record WaveHeader(AudioFormat format, int from, int to) {
  private static final int RIFF = fourCc("RIFF");
  private static final int WAVE = fourCc("WAVE");
  private static final int FORMAT = fourCc("fmt ");
  private static final int DATA = fourCc("data");
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEAD = 8;
  private static final int LEAST_FORMAT = 16;

  private static final int PCM = 1;
  private static final int A_LAW = 6;
  private static final int MU_LAW = 7;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int SUBFORMAT = 24;

  /**
   * The header with which a value begins, null if it begins with none.
   *
   * @throws BadAudio if the header is cut off, or its format is not taken
   */
  static @Nullable WaveHeader find(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    if (value.length < FIRST_CHUNK || in.getInt(0) != RIFF || in.getInt(CHUNK_HEAD) != WAVE) {
      return null;
    }
    AudioFormat format = null;
    long at = FIRST_CHUNK;
    while (at + CHUNK_HEAD <= value.length) {
      int id = in.getInt((int) at);
      long size = Integer.toUnsignedLong(in.getInt((int) at + Integer.BYTES));
      int begin = (int) at + CHUNK_HEAD;
      if (id == DATA && format != null) {
        return new WaveHeader(format, begin, end(value.length, begin, size, format));
      }
      if (id == FORMAT && size >= LEAST_FORMAT && begin + size <= value.length) {
        format = format(in.slice(begin, (int) size).order(ByteOrder.LITTLE_ENDIAN));
      }
      at = begin + size + (size & 1);
    }
    throw new BadAudio("begins as a WAVE file, whose header is cut off: send it in one record");
  }

  /** A program that writes to a pipe does not know the size, and writes 0 or the largest. */
  private static int end(int length, int begin, long size, AudioFormat format) {
    long end = size == 0 ? length : Math.min(length, begin + size);
    int frame = format.frameBytes();
    return begin + (int) ((end - begin) / frame * frame);
  }

  private static AudioFormat format(ByteBuffer in) {
    int tag = Short.toUnsignedInt(in.getShort());
    int channels = Short.toUnsignedInt(in.getShort());
    int rate = in.getInt();
    int bits = Short.toUnsignedInt(in.getShort(LEAST_FORMAT - Short.BYTES));
    if (tag == EXTENSIBLE && in.capacity() >= SUBFORMAT + Short.BYTES) {
      tag = Short.toUnsignedInt(in.getShort(SUBFORMAT));
    }
    AudioEncoding encoding =
        switch ((tag << Byte.SIZE) | bits) {
          case (PCM << Byte.SIZE) | 16 -> AudioEncoding.PCM;
          case (A_LAW << Byte.SIZE) | 8 -> AudioEncoding.PCMA;
          case (MU_LAW << Byte.SIZE) | 8 -> AudioEncoding.PCMU;
          default ->
              throw new BadAudio(
                  ("begins as a WAVE file of format %d with %d bits a sample, but 16-bit PCM and"
                          + " G.711 are taken, which ffmpeg makes of other audio")
                      .formatted(tag, bits));
        };
    return new AudioFormat(encoding, rate, channels).checked();
  }

  private static int fourCc(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getInt();
  }
}
