package io.surtitle.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Streams in which something is open: how long they have been quiet, and whose states they have.
 */
final class OpenStreams {
  private final QuietClock clock;
  private final Map<String, Long> fingerprints = new HashMap<>();

  /** Streams in which a silence of so many milliseconds ends what is open. */
  OpenStreams(long silenceMs) {
    this.clock = new QuietClock(silenceMs);
  }

  /** Something is open in a stream that was heard now, with states of some bundle. */
  void heard(String stream, long fingerprint, long nowMs) {
    clock.heard(stream, nowMs);
    fingerprints.put(stream, fingerprint);
  }

  void forget(String stream) {
    clock.forget(stream);
    fingerprints.remove(stream);
  }

  boolean knows(String stream) {
    return clock.knows(stream);
  }

  /** Up to {@code max} streams that have been quiet too long, the longest first. */
  List<String> quiet(long nowMs, int max) {
    return clock.quiet(nowMs, max);
  }

  /** Fingerprint of the bundle with which a stream goes on; null if nothing is open. */
  @Nullable Long fingerprint(String stream) {
    return fingerprints.get(stream);
  }

  /** Whether any stream goes on with a bundle. */
  boolean needs(long fingerprint) {
    return fingerprints.containsValue(fingerprint);
  }
}
