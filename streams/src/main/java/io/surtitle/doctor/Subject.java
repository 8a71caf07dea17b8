package io.surtitle.doctor;

import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * Something in a partition that may be stuck.
 *
 * @param state the partition's trouble if it is stuck
 */
record Subject(State state, TopicPartition partition) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::state).thenComparing(each -> each.partition().toString());

  /** What is stuck. */
  enum State {
    /** A partition's last stable offset: readers of committed records get nothing beyond it. */
    TRANSACTION,
    /** Restoration of a store from its changelog. */
    RESTORE,
    /** A commit of the group's offsets: fetching them waits for it. */
    OFFSETS;

    /** Its value as a tag of a meter. */
    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
