package io.surtitle.event;

/** How a sample is written. The order is part of the format of stored sessions. */
public enum AudioEncoding {
  /** 16 bits, little-endian. */
  PCM(Short.BYTES) {
    @Override
    short sample(byte[] bytes, int at) {
      return (short) ((bytes[at + 1] << Byte.SIZE) | (bytes[at] & BYTE));
    }
  },
  /** 16 bits in network byte order: RFC 2586. */
  L16(Short.BYTES) {
    @Override
    short sample(byte[] bytes, int at) {
      return (short) ((bytes[at] << Byte.SIZE) | (bytes[at + 1] & BYTE));
    }
  },
  /** G.711 with the &micro;-law: RFC 3551, section 4.5.14. */
  PCMU(1) {
    @Override
    short sample(byte[] bytes, int at) {
      return G711.MU_LAW[bytes[at] & BYTE];
    }
  },
  /** G.711 with the A-law: RFC 3551, section 4.5.14. */
  PCMA(1) {
    @Override
    short sample(byte[] bytes, int at) {
      return G711.A_LAW[bytes[at] & BYTE];
    }
  };

  private static final int BYTE = 0xff;

  private final int bytes;

  AudioEncoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a sample. */
  int bytes() {
    return bytes;
  }

  /** The sample, of 16 bits, at a position in some bytes. */
  abstract short sample(byte[] bytes, int at);
}
