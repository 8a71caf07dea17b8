package io.surtitle.inference;

import io.surtitle.bundle.ElementType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The network produced a NaN or an infinity, which must not be kept. */
public final class NonFiniteException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // Where all bits of an exponent are set, one more carries into the sign. In a long there are two
  // numbers of float32, or four of float16.
  private static final int MAGNITUDE = 0x7fffffff;
  private static final int LAST_OF_EXPONENT = 0x00800000;
  private static final long MAGNITUDES = 0x7fffffff_7fffffffL;
  private static final long LAST_OF_EXPONENTS = 0x00800000_00800000L;
  private static final long SIGNS = ~MAGNITUDES;
  private static final long HALF_MAGNITUDES = 0x7fff7fff_7fff7fffL;
  private static final long LAST_OF_HALF_EXPONENTS = 0x04000400_04000400L;
  private static final long HALF_SIGNS = ~HALF_MAGNITUDES;

  private NonFiniteException(String message) {
    super(message);
  }

  /**
   * Throws if one of {@code count} values is not finite.
   *
   * @param what where the values are from, such as {@code "a recurrent state"}
   */
  public static void check(float[] values, int from, int count, String what) {
    int carries = 0; // The JIT vectorises this.
    for (int i = from; i < from + count; i++) {
      carries |= (Float.floatToRawIntBits(values[i]) & MAGNITUDE) + LAST_OF_EXPONENT;
    }
    require(carries >= 0, what);
  }

  /**
   * The same for little-endian bytes; integers are always finite.
   *
   * @param count how many bytes, a whole number of elements
   */
  public static void check(ElementType type, byte[] bytes, int from, int count, String what) {
    switch (type) {
      case FLOAT32 -> {
        long carries = carries(bytes, from, count, MAGNITUDES, LAST_OF_EXPONENTS);
        require((carries & SIGNS) == 0, what);
      }
      case FLOAT16 -> {
        long carries = carries(bytes, from, count, HALF_MAGNITUDES, LAST_OF_HALF_EXPONENTS);
        require((carries & HALF_SIGNS) == 0, what);
      }
      case INT32, INT64 -> {}
    }
  }

  private static long carries(byte[] bytes, int from, int count, long magnitudes, long last) {
    long carries = 0;
    int whole = from + count / Long.BYTES * Long.BYTES;
    for (int i = from; i < whole; i += Long.BYTES) {
      carries |= ((long) LONG.get(bytes, i) & magnitudes) + last;
    }
    long rest = 0;
    for (int i = from + count - 1; i >= whole; i--) {
      rest = rest << Byte.SIZE | (bytes[i] & 0xff);
    }
    return carries | (rest & magnitudes) + last;
  }

  private static void require(boolean finite, String what) {
    if (!finite) {
      throw new NonFiniteException("the model produced a value that is not finite in " + what);
    }
  }
}
