package io.surtitle.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a session has taken since its last snapshot, as bytes, little-endian:
 *
 * <pre>
 * journal := header checksum:i32 content [blocks]
 * </pre>
 *
 * <p>header is a {@link SessionHeader} of version 3, checksum that of the snapshot, content the
 * operator's, and blocks are {@link Blocks}. A journal holds all inputs since the snapshot, so that
 * only the newest is kept.
 */
public final class Journal {
  /** Bytes before the content. */
  public static final int HEAD = SessionHeader.BYTES + Integer.BYTES;

  private Journal() {}

  /** The checksum (CRC-32C) of a snapshot, by which its journal names it; 0 if there is none. */
  public static int checksum(byte @Nullable [] snapshot) {
    if (snapshot == null) {
      return 0;
    }
    CRC32C crc = new CRC32C();
    crc.update(snapshot);
    return (int) crc.getValue();
  }

  /** Writes what precedes the content to a little-endian buffer. */
  public static void writeHead(
      ByteBuffer out, long fingerprint, Session session, int open, int checksum) {
    SessionHeader.write(out, SessionHeader.JOURNAL, fingerprint, session, open);
    out.putInt(checksum);
  }

  /** Whether a journal follows a snapshot with some checksum, and not one before. */
  public static boolean follows(byte[] journal, int checksum) {
    return journal.length >= HEAD
        && journal[0] == SessionHeader.JOURNAL
        && ByteBuffer.wrap(journal).order(ByteOrder.LITTLE_ENDIAN).getInt(SessionHeader.BYTES)
            == checksum;
  }
}
