package io.surtitle.topology;

import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Session;
import io.surtitle.session.StreamPosition;
import io.surtitle.session.Taken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inputs that are skipped: they are counted, and many in a row of one stream are told of once. */
final class Skips {
  static final int MANY = 100;
  static final String LATE = "late";

  private static final Logger LOG = LoggerFactory.getLogger(Skips.class);
  private static final Map<Taken.Repeat, String> REPEATS =
      Map.of(Taken.Repeat.OFFSET, "offset", Taken.Repeat.SEQUENCE, "sequence");

  private final EngineMeters meters;
  private final Map<String, Integer> inARow = new HashMap<>();

  Skips(EngineMeters meters) {
    this.meters = meters;
  }

  /** The reasons as the metric has them. */
  static List<String> reasons() {
    return List.of("offset", "sequence", LATE);
  }

  /** Whether a session has taken an input before, so that it is skipped. */
  boolean isRepeat(PendingInput input, Session session) {
    Taken.Repeat repeat = session.taken().repeat(input.input());
    if (repeat == null) {
      inARow.remove(input.stream());
      return false;
    }
    meters.skipped(REPEATS.getOrDefault(repeat, LATE));
    if (inARow.merge(input.stream(), 1, Integer::sum) == MANY) {
      warn(input, repeat);
    }
    return true;
  }

  private static void warn(PendingInput input, Taken.Repeat repeat) {
    LOG.warn(
        "stream {}: {} inputs in a row were skipped as repeats, up to offset {}, {}",
        input.stream(),
        MANY,
        StreamPosition.offset(input.input().offset()),
        repeat == Taken.Repeat.OFFSET
            ? "which were taken before"
            : "whose surtitle-seq is not above the last; a producer that counts from its beginning"
                + " again names its run in surtitle-producer");
  }

  /** An input was left out because its stream is behind. */
  void late() {
    meters.skipped(LATE);
  }
}
