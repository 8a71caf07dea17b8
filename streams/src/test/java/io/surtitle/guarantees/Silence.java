package io.surtitle.guarantees;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long streams that are being spoken in have no captions. */
final class Silence {
  private final Map<String, Long> heard = new HashMap<>();
  private long longest;

  void heard(String stream) {
    long now = System.nanoTime();
    Long before = heard.put(stream, now);
    if (before != null) {
      longest = Math.max(longest, now - before);
    }
  }

  /** The longest since the last call, those that still last among them. */
  Duration longest() {
    long now = System.nanoTime();
    long open = heard.values().stream().mapToLong(before -> now - before).max().orElse(0);
    Duration silence = Duration.ofNanos(Math.max(longest, open));
    longest = 0;
    return silence;
  }
}
