package io.surtitle.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When each stream with an open utterance was last heard, by the wall clock. */
final class SilenceClock {
  private final long silenceMs;
  private final Map<String, Long> heard = new LinkedHashMap<>();

  SilenceClock(long silenceMs) {
    this.silenceMs = silenceMs;
  }

  /** Takes note of a stream that was heard just now; the times of calls never go back. */
  void heard(String stream, boolean speaking, long nowMs) {
    heard.remove(stream);
    if (speaking) {
      heard.put(stream, nowMs);
    }
  }

  /** Up to {@code max} streams that have been silent too long, the longest first. */
  List<String> silent(long nowMs, int max) {
    return heard.entrySet().stream()
        .takeWhile(entry -> nowMs - entry.getValue() > silenceMs)
        .limit(max)
        .map(Map.Entry::getKey)
        .toList();
  }
}
