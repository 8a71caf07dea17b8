package io.surtitle.topology;

import io.surtitle.engine.Journal;

/**
 * A session's new entry in its store.
 *
 * @param isSnapshot whether it is a snapshot; otherwise it is a journal
 * @param bytes of the session
 * @param checksum of the snapshot that the session has once this is stored
 */
record SessionEntry(boolean isSnapshot, byte[] bytes, int checksum) {
  static SessionEntry snapshot(byte[] bytes) {
    return new SessionEntry(true, bytes, Journal.checksum(bytes));
  }

  /** A journal that follows the snapshot with a checksum. */
  static SessionEntry journal(byte[] bytes, int checksum) {
    return new SessionEntry(false, bytes, checksum);
  }
}
