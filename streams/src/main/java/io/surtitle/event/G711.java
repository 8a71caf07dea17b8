package io.surtitle.event;

/**
 * The samples, of 16 bits, that the bytes of G.711 stand for. After ITU-T Recommendation G.711,
 * tables 1 and 2, whose values of 13 and 14 bits are shifted to 16.
 */
final class G711 {
  static final short[] MU_LAW = new short[256];
  static final short[] A_LAW = new short[256];

  private static final int SIGN = 0x80;
  private static final int SEGMENT = 0x70;
  private static final int STEP = 0x0f;
  private static final int BIAS = 0x84;
  private static final int EVEN_BITS = 0x55;

  static {
    for (int i = 0; i < MU_LAW.length; i++) {
      MU_LAW[i] = (short) muLaw(i);
      A_LAW[i] = (short) aLaw(i);
    }
  }

  private G711() {}

  /** All bits are sent inverted. */
  private static int muLaw(int sent) {
    int code = ~sent;
    int magnitude = ((((code & STEP) << 3) + BIAS) << ((code & SEGMENT) >> 4)) - BIAS;
    return (code & SIGN) == 0 ? magnitude : -magnitude;
  }

  /** Even bits are sent inverted; a set sign is positive. */
  private static int aLaw(int sent) {
    int code = sent ^ EVEN_BITS;
    int segment = (code & SEGMENT) >> 4;
    int step = ((code & STEP) << 4) + 8;
    int magnitude = segment == 0 ? step : (step + 0x100) << (segment - 1);
    return (code & SIGN) == 0 ? -magnitude : magnitude;
  }
}
