package io.surtitle.topology;

import io.surtitle.topology.TopologySettings.Behind;
import io.surtitle.topology.TopologySettings.Limits;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which inputs are too late to be translated. A stream that is behind by more than the
 * limit is skipped until it is live again. That takes a much smaller lag than the limit; otherwise
 * the stream would stay at the limit and lose single words forever.
 */
final class Lateness {
  /** A stream is live if it is behind by less than this fraction of the limit. */
  private static final int LIVE = 10;

  private final long lagMs;
  private final boolean skips;
  private final Set<String> skipped = new HashSet<>();

  Lateness(Limits limits) {
    this.lagMs = limits.lag().toMillis();
    this.skips = limits.behind() == Behind.SKIP_TO_LIVE;
  }

  /** What happens to an input. */
  enum Verdict {
    /** It is translated. */
    TAKE,
    /** It is the first of several that are skipped. */
    BEGIN_SKIPPING,
    /** It is skipped like the one before it. */
    SKIP
  }

  /** Judges the next input of a stream by when it was appended, epoch milliseconds. */
  Verdict judge(String stream, long timestampMs, long nowMs) {
    if (!skips) {
      return Verdict.TAKE;
    }
    boolean skipping = skipped.contains(stream);
    if (nowMs - timestampMs <= (skipping ? lagMs / LIVE : lagMs)) {
      skipped.remove(stream);
      return Verdict.TAKE;
    }
    skipped.add(stream);
    return skipping ? Verdict.SKIP : Verdict.BEGIN_SKIPPING;
  }

  void forget(String stream) {
    skipped.remove(stream);
  }
}
