package io.surtitle.gateway;

import io.surtitle.event.Caption;
import org.jspecify.annotations.Nullable;

/**
 * Where captions lie in media time. That is the producer's where it gives one ({@code
 * surtitle-pts}); otherwise it begins with the first caption and goes as the times do at which the
 * words were appended. Times that cannot be are not believed: see {@link PtsClock}.
 *
 * <p>All times are in milliseconds.
 */
final class MediaTimes {
  /** An utterance is no longer: times further apart are not of one. */
  private static final long UTTERANCE_MS = 60_000;

  /** A caption that comes later is not live: a time of day says nothing of where it is. */
  private static final long LIVE_MS = 60_000;

  private @Nullable PtsClock clock;

  /** Whether the producer gives times. */
  private boolean produced;

  private long made;

  /** The caption that was heard of last, and where it lies. */
  private String caption = "";

  private long begin;
  private long end;

  /** Where the one before ends. */
  private long before;

  private long zero;

  /** Takes the next revision of a caption. */
  void hear(Entry entry) {
    long elapsed = clock == null ? 0 : Math.max(0, entry.made() - made);
    made = clock == null ? entry.made() : Math.max(made, entry.made());
    boolean first = !entry.caption().id().equals(caption);
    if (first) {
      caption = entry.caption().id();
      before = clock == null ? Long.MIN_VALUE : end;
    }
    end = Math.max(0, end(entry, elapsed));
    begin = Math.min(end, first ? Math.max(0, begin(entry)) : begin);
    boolean live = entry.made() - entry.appended() <= LIVE_MS;
    zero = (live ? entry.appended() : entry.made()) - end;
  }

  private long end(Entry entry, long elapsed) {
    Long start = entry.caption().startPts();
    Long pts = entry.caption().endPts();
    PtsClock known = clock;
    if (known == null) {
      produced = pts != null;
      known =
          pts == null
              ? new PtsClock(entry.begun(), -entry.begun())
              : new PtsClock(first(start, pts), 0);
      clock = known;
    }
    if (pts == null) {
      return produced ? known.pass(elapsed) : known.hear(entry.appended(), elapsed);
    }
    produced = true;
    return known.hear(pts, elapsed);
  }

  private static long first(@Nullable Long start, long pts) {
    return start == null || isUtterance(start, pts) ? pts : start;
  }

  private static boolean isUtterance(long start, long end) {
    return start <= end && end - start <= UTTERANCE_MS;
  }

  /** Of its first revision: where that begins, unless it cannot be. */
  private long begin(Entry entry) {
    Caption said = entry.caption();
    Long start = said.startPts();
    Long pts = said.endPts();
    if (start == null || pts == null || clock == null) {
      return end;
    }
    long told = isUtterance(start, pts) ? end - (pts - start) : clock.at(start);
    boolean fits = told <= end && told >= Math.max(before, end - UTTERANCE_MS) - PtsClock.BACK_MS;
    return fits ? told : end;
  }

  /** Where the caption that was heard of last begins. */
  long begin() {
    return begin;
  }

  /** Where it ends, as far as it was heard. */
  long end() {
    return end;
  }

  /** Media time at a time of day, epoch milliseconds. */
  long media(long now) {
    return now - zero;
  }

  /** The time of day at media time 0, epoch milliseconds. */
  long zero() {
    return zero;
  }
}
