package io.surtitle.gateway;

import io.surtitle.event.Caption;
import org.jspecify.annotations.Nullable;

/**
 * Places captions in media time. That is the producer's time if it sends one ({@code
 * surtitle-pts}); otherwise media time begins with the first caption and advances with the times at
 * which words were appended. Implausible times are ignored: see {@link PtsClock}.
 *
 * <p>All times are in milliseconds.
 */
final class MediaTimes {
  /** The longest utterance: times further apart do not belong to one. */
  private static final long UTTERANCE_MS = 60_000;

  /** A caption that arrives later than this is not live: its time of day does not place it. */
  private static final long LIVE_MS = 60_000;

  private @Nullable PtsClock clock;

  /** Whether the producer sends times. */
  private boolean produced;

  private long made;

  /** The latest caption and its place. */
  private String caption = "";

  private long begin;
  private long end;

  /** Where the previous caption ends. */
  private long before;

  private long zero;

  /** Adds the next revision of a caption. */
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

  /** Where a caption begins by its first revision, unless that is implausible. */
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

  /** Where the latest caption begins. */
  long begin() {
    return begin;
  }

  /** Where the latest caption ends so far. */
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
