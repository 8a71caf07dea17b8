package io.surtitle.doctor;

import java.util.Comparator;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * What may stand still.
 *
 * @param state what is the matter with the partition if it does
 */
record Subject(State state, TopicPartition partition) implements Comparable<Subject> {
  private static final Comparator<Subject> ORDER =
      Comparator.comparing(Subject::state).thenComparing(each -> each.partition().toString());

  /** What does not go on. */
  enum State {
    /** A partition's last stable offset: readers of committed records get nothing after it. */
    TRANSACTION,
    /** Restoration of a store from its changelog. */
    RESTORE,
    /** A commit of the group's offsets: whoever asks for them waits. */
    OFFSETS;

    /** The value of a meter's tag. */
    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public int compareTo(Subject other) {
    return ORDER.compare(this, other);
  }
}
