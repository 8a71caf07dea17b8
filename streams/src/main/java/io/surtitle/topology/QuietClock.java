package io.surtitle.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each of some streams was last heard, by the wall clock, and which are quiet too long. */
final class QuietClock {
  private final long quietMs;
  private final Map<String, Long> heard = new LinkedHashMap<>();

  /** A clock for streams that are to be heard every {@code quietMs} milliseconds. */
  QuietClock(long quietMs) {
    this.quietMs = quietMs;
  }

  /** Takes note of a stream that was heard just now; the times of calls never go back. */
  void heard(String stream, long nowMs) {
    heard.remove(stream);
    heard.put(stream, nowMs);
  }

  void forget(String stream) {
    heard.remove(stream);
  }

  boolean knows(String stream) {
    return heard.containsKey(stream);
  }

  /** How many streams it knows. */
  int size() {
    return heard.size();
  }

  /** Up to {@code max} streams that have been quiet too long, the longest first. */
  List<String> quiet(long nowMs, int max) {
    return heard.entrySet().stream()
        .takeWhile(entry -> nowMs - entry.getValue() > quietMs)
        .limit(max)
        .map(Map.Entry::getKey)
        .toList();
  }
}
