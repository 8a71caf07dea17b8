package io.surtitle.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each stream last had an input, by the wall clock, and which have been quiet too long. */
final class QuietClock {
  private final long quietMs;
  private final Map<String, Long> heard = new LinkedHashMap<>();

  /** A clock for which a stream is quiet after {@code quietMs} milliseconds without an input. */
  QuietClock(long quietMs) {
    this.quietMs = quietMs;
  }

  /** Records an input of a stream; times must not decrease from call to call. */
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

  /** The number of known streams. */
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
