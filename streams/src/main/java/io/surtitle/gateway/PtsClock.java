package io.surtitle.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Media time of one stream, derived from its producer's times. It equals the producer's time while
 * that runs like a clock, or runs ahead as when a file is read: while it neither goes backwards,
 * jumps nor stops. While the producer's time does any of these it is not trusted, and media time
 * advances by the local clock. Media time follows the producer again once its time returns, or has
 * continued from its jump for two seconds, as after a restart. So a few wrong times have no lasting
 * effect.
 *
 * <p>All times are in milliseconds.
 */
final class PtsClock {
  /** How far a time may go backwards and still be trusted. */
  static final long BACK_MS = 1_000;

  /** A time further ahead of the clock than this has jumped. */
  static final long AHEAD_MS = 10_000;

  /** The same when a file is read faster than it plays: pauses in it are not jumps. */
  static final long PAUSE_MS = 3_600_000;

  /** A jump is trusted once the producer's time has continued from there for this long. */
  static final long PROOF_MS = 2_000;

  /** A time that stops for longer is ignored; each wait for an input counts up to a limit. */
  private static final long STILL_MS = 15_000;

  private static final long STILL_STEP_MS = 5_000;

  /** A time slower than the clock by this factor, such as one in seconds, counts as stopped. */
  private static final int STILL = 100;

  /** Times faster than the clock by this factor come from a file. */
  private static final int FAST = 2;

  private long shiftMs;
  private long mediaMs;
  private long lastPtsMs;
  private long wallMs;

  /** Clock time since media time last moved. */
  private long waitedMs;

  private long stillMs;
  private @Nullable Doubt doubt;

  /** Where times were last compared with the clock to tell whether they run faster. */
  private long markMs;

  private long markWallMs;
  private boolean fast;

  /**
   * A time that is not trusted yet.
   *
   * @param ptsMs the producer's time
   * @param mediaMs media time then, by the clock
   */
  private record Doubt(long ptsMs, long mediaMs, long wallMs) {}

  /** A clock that starts at the producer's time plus {@code shiftMs}. */
  PtsClock(long ptsMs, long shiftMs) {
    this.shiftMs = shiftMs;
    this.lastPtsMs = ptsMs;
    this.mediaMs = ptsMs + shiftMs;
    this.markMs = mediaMs;
  }

  /**
   * Media time for the producer's next time.
   *
   * @param elapsedMs clock time since the previous call, 0 or more
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

  /** Media time when the producer sends no time. */
  long pass(long elapsedMs) {
    tick(elapsedMs);
    return goOn();
  }

  /** Media time at a time of the producer, if that can be trusted. */
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

  /** Whether a time continues from another. */
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
