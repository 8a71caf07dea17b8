package io.surtitle.task.transcribe;

import io.surtitle.task.audio.Chunk;

/** Silence that is fed to a recogniser after the last sample, so that the last words come. */
final class Flush {
  private long begin;
  private int missing;

  private Flush(long begin, int missing) {
    this.begin = begin;
    this.missing = missing;
  }

  /**
   * The silence after what a session has heard; none where the recogniser has heard nothing.
   *
   * @param delay samples by which words come late
   */
  static Flush of(TranscribeSession session, int delay) {
    Chunk chunk = session.chunk();
    boolean open = session.isRunning() || (chunk.filled() > 0 && session.isHeard());
    return new Flush(session.audio().heard() - chunk.filled(), open ? delay + chunk.filled() : 0);
  }

  /** Whether there was enough of it. */
  boolean isDone() {
    return missing <= 0;
  }

  /** First sample of the chunk that comes next. */
  long begin() {
    return begin;
  }

  /** A chunk of it was recognised. */
  void ran(Chunk chunk) {
    begin += chunk.samples().length;
    missing -= chunk.samples().length;
    chunk.next();
  }
}
