package io.surtitle.guarantees;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Measures for how long streams that have input have no captions. */
final class CaptionGaps {
  private final Map<String, Long> lastCaption = new HashMap<>();
  private long longest;

  /** Takes note of a caption of a stream that comes now. */
  void add(String stream) {
    long now = System.nanoTime();
    Long before = lastCaption.put(stream, now);
    if (before != null) {
      longest = Math.max(longest, now - before);
    }
  }

  /** The longest gap of any stream since the last call; gaps that have not ended count. */
  Duration longest() {
    long now = System.nanoTime();
    long open = lastCaption.values().stream().mapToLong(before -> now - before).max().orElse(0);
    Duration gap = Duration.ofNanos(Math.max(longest, open));
    longest = 0;
    return gap;
  }
}
