package io.surtitle.subtitle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * WebVTT segments of six seconds for HTTP Live Streaming (RFC 8216). Segment {@code n} covers media
 * time from {@code 6n} seconds, inclusive, to {@code 6(n + 1)}, exclusive; its number is also its
 * media sequence number, so it is the same on every server, whenever that server started.
 *
 * <p>The playlist is a sliding window of half an hour: broadcasts need not end, and a playlist of
 * type EVENT would have to list every segment.
 *
 * @param first number of the first listed segment
 * @param next one more than the number of the last listed segment; equal to {@code first} if there
 *     is none
 * @param over whether the stream has ended
 */
public record Hls(long first, long next, boolean over) {
  /** Duration of a segment in milliseconds. */
  public static final long SEGMENT_MS = 6_000;

  private static final long MOST_SEGMENTS = 300;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * The playlist of what is settled.
   *
   * @param fromMs media time since which every cue is still kept, or 0
   * @param horizonMs media time before which all cues are settled: no further cue will begin before
   *     it. Only segments that end by then are listed.
   * @param over whether the stream ended at the horizon; then the segment in which it ended is
   *     listed too
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
   * {@code n.vtt} beside it. Players may refuse a playlist without segments.
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
   * Segment {@code number}: every cue that is shown at some time within it. A cue that crosses a
   * boundary is in both segments, with the same times, as RFC 8216 requires.
   *
   * @param cues in order, at least those that overlap the segment
   * @param language of the text, a BCP 47 tag
   */
  public static String segment(long number, List<Cue> cues, String language) {
    long beginMs = number * SEGMENT_MS;
    int from = firstAfter(cues, beginMs);
    int to = from;
    while (to < cues.size() && cues.get(to).beginMs() < beginMs + SEGMENT_MS) {
      to++;
    }
    return WebVtt.segment(beginMs, cues.subList(from, to), language);
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
