package io.surtitle.event;

import java.util.Arrays;

/** How a sample is written. */
public enum AudioEncoding {
  /** 16 bits, little-endian. */
  PCM(0, Short.BYTES) {
    @Override
    short sample(byte[] bytes, int at) {
      return (short) ((bytes[at + 1] << Byte.SIZE) | (bytes[at] & BYTE));
    }
  },
  /** 16 bits in network byte order: RFC 2586. */
  L16(1, Short.BYTES) {
    @Override
    short sample(byte[] bytes, int at) {
      return (short) ((bytes[at] << Byte.SIZE) | (bytes[at + 1] & BYTE));
    }
  },
  /** G.711 with the &micro;-law: RFC 3551, section 4.5.14. */
  PCMU(2, 1) {
    @Override
    short sample(byte[] bytes, int at) {
      return G711.MU_LAW[bytes[at] & BYTE];
    }
  },
  /** G.711 with the A-law: RFC 3551, section 4.5.14. */
  PCMA(3, 1) {
    @Override
    short sample(byte[] bytes, int at) {
      return G711.A_LAW[bytes[at] & BYTE];
    }
  };

  private static final int BYTE = 0xff;

  private final byte code;
  private final int bytes;

  AudioEncoding(int code, int bytes) {
    this.code = (byte) code;
    this.bytes = bytes;
  }

  /** What stands for it in stored sessions. */
  public byte code() {
    return code;
  }

  /**
   * The encoding of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static AudioEncoding of(byte code) {
    return Arrays.stream(values())
        .filter(each -> each.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("encoding of unknown code " + code));
  }

  /** Bytes of a sample. */
  int bytes() {
    return bytes;
  }

  /** The sample, of 16 bits, at a position in some bytes. */
  abstract short sample(byte[] bytes, int at);
}
