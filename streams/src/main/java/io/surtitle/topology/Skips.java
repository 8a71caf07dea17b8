package io.surtitle.topology;

import io.surtitle.engine.Session;
import io.surtitle.engine.StreamPosition;
import io.surtitle.engine.Taken;
import io.surtitle.metrics.EngineMeters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts skipped inputs, and logs one warning if many in a row of one stream are skipped. */
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

  /** The reasons, as values of the metric's label. */
  static List<String> reasons() {
    return List.of("offset", "sequence", LATE);
  }

  /** Whether a session has already taken an input, which is then skipped. */
  boolean isRepeat(PendingInput<?> input, Session session) {
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

  private static void warn(PendingInput<?> input, Taken.Repeat repeat) {
    LOG.warn(
        "stream {}: {} inputs in a row were skipped as repeats, up to offset {}, {}",
        input.stream(),
        MANY,
        StreamPosition.offset(input.input().position()),
        repeat == Taken.Repeat.OFFSET
            ? "which were already taken"
            : "whose surtitle-seq is not above the last; a producer that restarts its count has to"
                + " set a new surtitle-producer");
  }

  /** An input was skipped because its stream is too far behind. */
  void late() {
    meters.skipped(LATE);
  }
}
