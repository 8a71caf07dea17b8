package io.surtitle.subtitle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * WebVTT segments of six seconds for HTTP Live Streaming (RFC 8216). Segment {@code n} covers media
 * time from {@code 6n} seconds until before {@code 6(n + 1)}; its number is also its media sequence
 * number, so it is the same on every server, whenever that began.
 *
 * <p>The playlist is a window that slides: broadcasts do not end, and a playlist of type EVENT must
 * keep all of them. It goes back for half an hour.
 *
 * @param first number of the first segment that is listed
 * @param next one more than that of the last; equal if there are none
 * @param over whether the stream has ended
 */
public record Hls(long first, long next, boolean over) {
  /** Milliseconds that a segment lasts. */
  public static final long SEGMENT_MS = 6_000;

  private static final long MOST_SEGMENTS = 300;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * What may be listed.
   *
   * @param fromMs media time from which on every cue is still kept, or 0
   * @param horizonMs media time before which cues are settled: no other will come that begins
   *     before it. Only segments wholly before it are listed.
   * @param over whether the stream has ended there; then the segment in which it ended is listed
   *     too
   */
  public static Hls of(long fromMs, long horizonMs, boolean over) {
    long next = over ? ceiling(horizonMs) : horizonMs / SEGMENT_MS;
    long first = Math.max(ceiling(fromMs), next - MOST_SEGMENTS);
    return new Hls(Math.min(first, next), next, over);
  }

  private static long ceiling(long ms) {
    return (ms + SEGMENT_MS - 1) / SEGMENT_MS;
  }

  /** Whether there is nothing to play yet. */
  public boolean isEmpty() {
    return first >= next;
  }

  /** Whether the playlist has segment {@code number}. */
  public boolean lists(long number) {
    return number >= first && number < next;
  }

  /**
   * The media playlist, to be sent as {@code application/vnd.apple.mpegurl}; segment {@code n} is
   * {@code n.vtt} beside it. Players may refuse one without segments.
   *
   * @param epoch the time of day at media time 0, if known
   */
  public String playlist(@Nullable Instant epoch) {
    StringBuilder playlist = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n");
    playlist.append("#EXT-X-TARGETDURATION:").append(SEGMENT_MS / 1_000).append('\n');
    playlist.append("#EXT-X-MEDIA-SEQUENCE:").append(first).append('\n');
    if (epoch != null && first < next) {
      String date = DATE.format(epoch.plusMillis(first * SEGMENT_MS));
      playlist.append("#EXT-X-PROGRAM-DATE-TIME:").append(date).append('\n');
    }
    for (long n = first; n < next; n++) {
      playlist.append("#EXTINF:6.000,\n").append(n).append(".vtt\n");
    }
    return playlist.append(over ? "#EXT-X-ENDLIST\n" : "").toString();
  }

  /**
   * Segment {@code number}: every cue that is shown at some time of it. One that is shown across a
   * boundary is in both segments, with the same times, as RFC 8216 asks.
   *
   * @param cues in order, at least those that overlap it
   */
  public static String segment(long number, List<Cue> cues) {
    long beginMs = number * SEGMENT_MS;
    int from = firstAfter(cues, beginMs);
    int to = from;
    while (to < cues.size() && cues.get(to).beginMs() < beginMs + SEGMENT_MS) {
      to++;
    }
    return WebVtt.segment(beginMs, cues.subList(from, to));
  }

  /** Index of the first cue that ends after {@code ms}, by bisection. */
  private static int firstAfter(List<Cue> cues, long ms) {
    int low = 0;
    int high = cues.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cues.get(middle).endMs() <= ms) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
