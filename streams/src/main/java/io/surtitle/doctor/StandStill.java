package io.surtitle.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds subjects that are behind and make no progress, from samples. A subject missing from a
 * sample is forgotten. Not thread-safe.
 */
final class StandStill {
  private final Duration patience;
  private final Map<Subject, Seen> seen = new HashMap<>();

  /** Considers a subject stuck if it has not moved for so long. */
  StandStill(Duration patience) {
    this.patience = patience;
  }

  /** A position, and since when it has been unchanged. */
  private record Seen(Position position, Instant since) {
    /**
     * A transaction may be open at any moment: only an unchanged position is a lack of progress.
     */
    Seen then(Seen next) {
      boolean stands =
          position.isBehind() && next.position.isBehind() && position.at() == next.position.at();
      return stands ? new Seen(next.position, since) : next;
    }
  }

  /**
   * A stuck subject.
   *
   * @param time for how long it has been stuck, at least
   */
  record Stuck(Subject subject, Position position, Duration time) {}

  /**
   * Adds a sample of all positions.
   *
   * @return the subjects that are stuck now, sorted
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
