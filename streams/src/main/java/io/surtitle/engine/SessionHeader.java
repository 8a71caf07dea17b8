package io.surtitle.engine;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The beginning of every session's bytes, little-endian, whatever its operator.
 *
 * <pre>
 * header := version:u8 fingerprint:i64 position:i64 sequence:i64 touched:i64 open:u8
 * </pre>
 *
 * @param version the version of the operator's format, 1 or 2; {@value #JOURNAL} for a {@link
 *     Journal}
 * @param fingerprint the fingerprint of the bundle whose states follow
 * @param taken the last input's position and, if its producer has no name, its sequence number
 * @param touched when the last input was appended, in milliseconds since the epoch, or 0
 * @param open 0 if nothing is open; the operator defines other values
 */
public record SessionHeader(byte version, long fingerprint, Taken taken, long touched, byte open) {
  /** Length of a header in bytes. */
  public static final int BYTES = 2 + 4 * Long.BYTES;

  /** The version of a journal. */
  static final byte JOURNAL = 3;

  /**
   * Reads a header at the buffer's current position.
   *
   * @throws IllegalArgumentException if a later version wrote the session
   * @throws java.nio.BufferUnderflowException if the header is incomplete
   */
  public static SessionHeader read(ByteBuffer in) {
    byte version = in.get();
    if (version < 1 || version > JOURNAL) {
      throw new IllegalArgumentException(
          "session of format %d; this version reads formats 1 to 3".formatted(version));
    }
    long fingerprint = in.getLong();
    Taken taken = Taken.of(in.getLong(), in.getLong());
    return new SessionHeader(version, fingerprint, taken, in.getLong(), in.get());
  }

  /** Reads the header of a session's bytes; throws as {@link #read(ByteBuffer)} does. */
  public static SessionHeader read(byte[] session) {
    return read(ByteBuffer.wrap(session).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The header of a session's bytes; empty where a later version wrote them. */
  public static Optional<SessionHeader> find(byte[] session) {
    try {
      return Optional.of(read(session));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  /** Writes the header of a session to a little-endian buffer. */
  public static void write(
      ByteBuffer out, int version, long fingerprint, Session session, int open) {
    Taken taken = session.taken();
    out.put((byte) version).putLong(fingerprint);
    out.putLong(taken.position()).putLong(taken.sequence()).putLong(session.touched());
    out.put((byte) open);
  }

  /** Whether something is open. */
  public boolean isOpen() {
    return open != 0;
  }
}
