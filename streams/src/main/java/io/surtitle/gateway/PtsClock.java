package io.surtitle.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Media time of one stream, as its producer's times tell it. It is the producer's own while that
 * goes as clocks do, or runs ahead as when a file is read: while it neither goes back, jumps nor
 * stands still. A time that does is not believed, and media time goes on by the clock. It follows
 * the producer again as soon as that comes back, or has gone on from where it jumped for two
 * seconds, as after a restart. So a wrong time, or a few, change nothing that comes later.
 *
 * <p>All times are in milliseconds.
 */
final class PtsClock {
  /** A time that goes back by no more is in order. */
  static final long BACK_MS = 1_000;

  /** A time that is further ahead of the clock has jumped. */
  static final long AHEAD_MS = 10_000;

  /** The same where a file is read faster than it plays: pauses in it are no jumps. */
  static final long PAUSE_MS = 3_600_000;

  /** A jump is believed when the producer's time has gone on for so long from there. */
  static final long PROOF_MS = 2_000;

  /** A time that stands still for longer is no time; of the wait for one input, a part counts. */
  private static final long STILL_MS = 15_000;

  private static final long STILL_STEP_MS = 5_000;

  /** A time stands still that is slower than the clock by this factor, as seconds are. */
  private static final int STILL = 100;

  /** Times that go faster than the clock by this factor are of a file. */
  private static final int FAST = 2;

  private long shiftMs;
  private long mediaMs;
  private long lastPtsMs;
  private long wallMs;

  /** By the clock since media time moved. */
  private long waitedMs;

  private long stillMs;
  private @Nullable Doubt doubt;

  /** Where it was last seen whether times go faster than the clock. */
  private long markMs;

  private long markWallMs;
  private boolean fast;

  /**
   * A time that is not believed yet.
   *
   * @param ptsMs the producer's
   * @param mediaMs what stands for it
   */
  private record Doubt(long ptsMs, long mediaMs, long wallMs) {}

  /** A clock whose first time is the producer's, and {@code shiftMs} more. */
  PtsClock(long ptsMs, long shiftMs) {
    this.shiftMs = shiftMs;
    this.lastPtsMs = ptsMs;
    this.mediaMs = ptsMs + shiftMs;
    this.markMs = mediaMs;
  }

  /**
   * Media time of the producer's next time.
   *
   * @param elapsedMs by the clock since the time before, 0 or more
   */
  long hear(long ptsMs, long elapsedMs) {
    tick(elapsedMs);
    boolean still = Math.abs(ptsMs - lastPtsMs) <= elapsedMs / STILL;
    stillMs = still ? stillMs + Math.min(elapsedMs, STILL_STEP_MS) : 0;
    lastPtsMs = ptsMs;
    if (stillMs > STILL_MS) {
      return goOn();
    }
    if (follows(ptsMs + shiftMs)) {
      return believe(ptsMs, shiftMs, still);
    }
    if (follows(ptsMs)) {
      return believe(ptsMs, 0, still);
    }
    return doubt(ptsMs);
  }

  /** Media time where the producer tells none. */
  long pass(long elapsedMs) {
    tick(elapsedMs);
    return goOn();
  }

  /** What media time was at a time of the producer's, if that is to be believed. */
  long at(long ptsMs) {
    return ptsMs + shiftMs;
  }

  private void tick(long elapsedMs) {
    wallMs += elapsedMs;
    waitedMs += elapsedMs;
  }

  private long aheadMs() {
    return fast ? PAUSE_MS : AHEAD_MS;
  }

  private boolean follows(long media) {
    return media >= mediaMs - BACK_MS && media <= mediaMs + waitedMs + aheadMs();
  }

  private long believe(long ptsMs, long shift, boolean still) {
    shiftMs = shift;
    doubt = null;
    waitedMs = still ? waitedMs : 0;
    mediaMs = Math.max(mediaMs, ptsMs + shift);
    if (mediaMs - markMs >= AHEAD_MS) {
      fast = mediaMs - markMs > FAST * (wallMs - markWallMs);
      markMs = mediaMs;
      markWallMs = wallMs;
    }
    return ptsMs + shift;
  }

  private long doubt(long ptsMs) {
    Doubt known = doubt;
    if (known == null || !leads(known, ptsMs)) {
      doubt = new Doubt(ptsMs, mediaMs + waitedMs, wallMs);
    } else if (ptsMs - known.ptsMs >= PROOF_MS) {
      return believe(ptsMs, isPause(known, ptsMs) ? shiftMs : known.mediaMs - known.ptsMs, false);
    }
    return goOn();
  }

  /** Whether a time goes on from another. */
  private boolean leads(Doubt from, long ptsMs) {
    long stepMs = ptsMs - from.ptsMs;
    return stepMs >= -BACK_MS && stepMs <= wallMs - from.wallMs + aheadMs();
  }

  /** Whether the jump was a pause in a file that is read faster than it plays. */
  private boolean isPause(Doubt jump, long ptsMs) {
    long jumpMs = jump.ptsMs + shiftMs - jump.mediaMs;
    boolean reading = ptsMs - jump.ptsMs > FAST * (wallMs - jump.wallMs);
    return reading && jumpMs > 0 && jumpMs <= PAUSE_MS;
  }

  private long goOn() {
    mediaMs += waitedMs;
    waitedMs = 0;
    return mediaMs;
  }
}
