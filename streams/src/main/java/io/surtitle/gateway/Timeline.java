package io.surtitle.gateway;

import io.surtitle.event.Caption;
import io.surtitle.subtitle.Cue;
import io.surtitle.subtitle.Cues;
import io.surtitle.subtitle.Hls;
import io.surtitle.subtitle.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The final captions of a transcript as cues in media time. Media time is the producer's where it
 * gives one ({@code surtitle-pts}), and goes on by the clock where that begins anew; otherwise it
 * begins with the first caption and goes as the clock does.
 */
final class Timeline {
  /** An utterance's first caption comes this much later than its first word, or sooner. */
  private static final Duration HOLD = Duration.ofMillis(Hls.SEGMENT_MS);

  /** A producer whose time goes back further than that has begun anew. */
  private static final Duration BACK = Duration.ofSeconds(1);

  /** A stream without a caption for so long has ended. */
  private static final Duration OVER = Duration.ofMinutes(10);

  private final Cues cues;
  private final int most;
  private final List<Cue> kept = new ArrayList<>();

  /** A copy of them for all who ask before there are more; null if nobody has. */
  private @Nullable List<Cue> copy;

  private @Nullable Long epoch;
  private @Nullable Entry newest;

  /** What is added to the producer's times, since it began anew at 0, say. */
  private long shift;

  private long newestPts;
  private long keptFrom;
  private long settled;

  /**
   * An empty timeline.
   *
   * @param language of the captions
   * @param most cues to keep
   */
  Timeline(String language, int most) {
    this.cues = new Cues(language);
    this.most = most;
  }

  /** Takes the next revision of the transcript. */
  synchronized void hear(Entry entry) {
    Long known = epoch;
    long zero = known == null ? origin(entry) : goOn(entry, known);
    newest = entry;
    epoch = zero;
    if (known == null) {
      keptFrom = begin(entry, zero) / Hls.SEGMENT_MS * Hls.SEGMENT_MS;
    }
    if (entry.last()) {
      kept.addAll(cues.add(line(entry, zero), Long.MAX_VALUE));
      forget();
      copy = null;
    }
  }

  /** The time of day at media time 0, as the first caption tells it. */
  private long origin(Entry entry) {
    Long pts = entry.caption().endPts();
    newestPts = pts == null ? 0 : pts;
    return pts == null ? entry.begun() : entry.timestamp() - pts;
  }

  /** The same as a later one tells it: a producer's time need not go as the clock does. */
  private long goOn(Entry entry, long zero) {
    Long start = entry.caption().startPts();
    Long pts = entry.caption().endPts();
    if (start == null || pts == null) {
      return zero;
    }
    if (pts < newestPts - BACK.toMillis()) {
      shift = entry.begun() - zero - start;
    }
    newestPts = pts;
    return entry.timestamp() - pts - shift;
  }

  /** What comes too late for a segment that a player may have is shown in the next. */
  private Line line(Entry entry, long zero) {
    Caption caption = entry.caption();
    long begin = Math.max(settled, begin(entry, zero));
    long end = caption.endPts() == null ? entry.timestamp() - zero : caption.endPts() + shift;
    return new Line(caption.text(), begin, Math.max(begin, end));
  }

  private long begin(Entry entry, long zero) {
    Long pts = entry.caption().startPts();
    return Math.max(0, pts == null ? entry.begun() - zero : pts + shift);
  }

  private void forget() {
    if (kept.size() > most + most / 8) {
      List<Cue> oldest = kept.subList(0, kept.size() - most);
      keptFrom = oldest.get(oldest.size() - 1).endMs();
      oldest.clear();
    }
  }

  /** The cues so far. */
  synchronized List<Cue> cues() {
    List<Cue> known = copy == null ? List.copyOf(kept) : copy;
    copy = known;
    return known;
  }

  /** The segments that can be played at a time, epoch milliseconds. */
  synchronized Hls hls(long now) {
    Entry last = newest;
    if (last == null || epoch == null) {
      return Hls.of(0, 0, false);
    }
    boolean over = last.last() && now - last.timestamp() > OVER.toMillis();
    long horizon = now - epoch - HOLD.toMillis();
    if (over) {
      horizon = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).endMs();
    } else if (!last.last()) {
      horizon = Math.min(horizon, begin(last, epoch));
    }
    settled = Math.max(settled, horizon);
    return Hls.of(keptFrom, settled, over);
  }

  /** The time of day at media time 0; null if nothing was heard yet. */
  synchronized @Nullable Instant zero() {
    return epoch == null ? null : Instant.ofEpochMilli(epoch);
  }
}
