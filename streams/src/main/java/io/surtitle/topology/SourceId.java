package io.surtitle.topology;

import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** Identifies the current topic of a source: a recreated topic has a new id. */
interface SourceId {
  /** For use without a cluster. */
  SourceId UNKNOWN =
      new SourceId() {
        @Override
        public Optional<Uuid> look() {
          return Optional.empty();
        }

        @Override
        public void rewind(int partition) {}
      };

  /** Requests the id; empty if the cluster does not answer or has no such topic now. */
  Optional<Uuid> look();

  /** Makes the consumer of a partition start over at the oldest record. */
  void rewind(int partition);
}
