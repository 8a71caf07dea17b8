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
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The final captions of a transcript as cues in media time. Published cues never change. */
final class Timeline {
  /** The longest time between an utterance's first word and its first caption. */
  private static final Duration HOLD = Duration.ofMillis(Hls.SEGMENT_MS);

  /** A stream without a caption for this long has ended. */
  private static final Duration OVER = Duration.ofMinutes(10);

  private final Cues cues;
  private final int most;
  private final LongConsumer leftOut;
  private final List<Cue> kept = new ArrayList<>();

  /** A copy of the cues, shared until there are more; null if none was requested. */
  private @Nullable List<Cue> copy;

  private final MediaTimes times = new MediaTimes();
  private @Nullable Entry newest;
  private long keptFrom;
  private long settled;
  private long counted;

  /**
   * An empty timeline.
   *
   * @param language of the captions
   * @param most cues to keep
   * @param leftOut called with the number of caption blocks that came too fast for any cue
   */
  Timeline(String language, int most, LongConsumer leftOut) {
    this.cues = new Cues(language);
    this.most = most;
    this.leftOut = leftOut;
  }

  /** Adds the next revision of the transcript. */
  synchronized void hear(Entry entry) {
    boolean first = newest == null;
    newest = entry;
    times.hear(entry);
    if (first) {
      keptFrom = times.begin() / Hls.SEGMENT_MS * Hls.SEGMENT_MS;
    }
    long media = times.media(entry.made());
    if (entry.last()) {
      keep(cues.add(line(entry.caption()), media));
    } else {
      keep(cues.until(media));
    }
  }

  /**
   * A caption that is too late for a segment already fetched by a player goes into the next one.
   */
  private Line line(Caption caption) {
    long begin = Math.max(settled, times.begin());
    return new Line(caption.text(), begin, Math.max(begin, times.end()));
  }

  private void keep(List<Cue> more) {
    long out = cues.leftOut() - counted;
    if (out > 0) {
      counted += out;
      leftOut.accept(out);
    }
    if (more.isEmpty()) {
      return;
    }
    kept.addAll(more);
    copy = null;
    if (kept.size() > most + most / 8) {
      List<Cue> oldest = kept.subList(0, kept.size() - most);
      keptFrom = oldest.get(oldest.size() - 1).endMs();
      oldest.clear();
    }
  }

  /**
   * The cues so far.
   *
   * @param now epoch milliseconds
   */
  synchronized List<Cue> cues(long now) {
    if (newest != null) {
      keep(cues.until(times.media(now)));
    }
    List<Cue> known = copy == null ? List.copyOf(kept) : copy;
    copy = known;
    return known;
  }

  /** The segments that can be played at a time, epoch milliseconds. */
  synchronized Hls hls(long now) {
    Entry last = newest;
    if (last == null) {
      return Hls.of(0, 0, false);
    }
    keep(cues.until(times.media(now)));
    boolean over = last.last() && now - last.made() > OVER.toMillis();
    long horizon = times.media(now) - HOLD.toMillis();
    if (over) {
      horizon = kept.isEmpty() ? 0 : kept.get(kept.size() - 1).endMs();
    } else if (!last.last()) {
      horizon = Math.min(horizon, times.begin());
    }
    settled = Math.max(settled, horizon);
    return Hls.of(keptFrom, settled, over);
  }

  /** The time of day at media time 0; null if there was no caption yet. */
  synchronized @Nullable Instant zero() {
    return newest == null ? null : Instant.ofEpochMilli(times.zero());
  }
}
