package io.surtitle.topology;

import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** Tells which topic is the text topic now: one that is recreated has another id. */
interface SourceId {
  /** Where there is no cluster to ask. */
  SourceId UNKNOWN =
      new SourceId() {
        @Override
        public Optional<Uuid> look() {
          return Optional.empty();
        }

        @Override
        public void rewind(int partition) {}
      };

  /** Asks for the id; none if the cluster does not answer or has no such topic now. */
  Optional<Uuid> look();

  /** Lets the consumer of a partition begin again with the oldest record that is there. */
  void rewind(int partition);
}
