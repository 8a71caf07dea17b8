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
 * gives one ({@code surtitle-pts}); otherwise it begins with the first caption and goes as the
 * clock does.
 */
final class Timeline {
  /** An utterance's first caption comes this much later than its first word, or sooner. */
  private static final Duration HOLD = Duration.ofMillis(Hls.SEGMENT_MS);

  /** A stream without a caption for so long has ended. */
  private static final Duration OVER = Duration.ofMinutes(10);

  private final Cues cues;
  private final int most;
  private final List<Cue> kept = new ArrayList<>();
  private @Nullable Long epoch;
  private @Nullable Entry newest;
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
    newest = entry;
    Long pts = entry.caption().endPts();
    if (pts != null) {
      epoch = entry.timestamp() - pts;
    } else if (epoch == null) {
      epoch = entry.begun();
    }
    if (entry.last()) {
      kept.addAll(cues.add(line(entry, epoch)));
      forget();
    }
  }

  /** What comes too late for a segment that a player may have is shown in the next. */
  private Line line(Entry entry, long zero) {
    Caption caption = entry.caption();
    long begin = Math.max(settled, begin(entry, zero));
    long end = caption.endPts() == null ? entry.timestamp() - zero : caption.endPts();
    return new Line(caption.text(), begin, Math.max(begin, end));
  }

  private static long begin(Entry entry, long zero) {
    Long pts = entry.caption().startPts();
    return Math.max(0, pts == null ? entry.begun() - zero : pts);
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
    return List.copyOf(kept);
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
