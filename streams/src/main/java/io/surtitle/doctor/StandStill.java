package io.surtitle.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what is behind and does not move, from samples. A subject that a sample lacks is forgotten.
 * Not thread-safe.
 */
final class StandStill {
  private final Duration patience;
  private final Map<Subject, Seen> seen = new HashMap<>();

  /** Counts what has not moved for so long as standing still. */
  StandStill(Duration patience) {
    this.patience = patience;
  }

  /** A position, and since when it has been where it is. */
  private record Seen(Position position, Instant since) {
    /** A transaction may be open at any moment: only the same position twice is no movement. */
    Seen then(Seen next) {
      boolean stands =
          position.isBehind() && next.position.isBehind() && position.at() == next.position.at();
      return stands ? new Seen(next.position, since) : next;
    }
  }

  /**
   * What stands still.
   *
   * @param time for how long at least
   */
  record Stuck(Subject subject, Position position, Duration time) {}

  /**
   * Takes note of where everything is.
   *
   * @return what stands still now, sorted by subject
   */
  List<Stuck> take(Map<Subject, Position> sample, Instant now) {
    seen.keySet().retainAll(sample.keySet());
    sample.forEach((subject, position) -> seen.merge(subject, new Seen(position, now), Seen::then));
    return seen.entrySet().stream()
        .filter(each -> each.getValue().position.isBehind())
        .map(each -> stuck(each.getKey(), each.getValue(), now))
        .filter(each -> each.time.compareTo(patience) >= 0)
        .sorted((left, right) -> left.subject.compareTo(right.subject))
        .toList();
  }

  private static Stuck stuck(Subject subject, Seen seen, Instant now) {
    return new Stuck(subject, seen.position, Duration.between(seen.since, now));
  }
}
