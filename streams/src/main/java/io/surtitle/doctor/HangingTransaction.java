package io.surtitle.doctor;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that is open in a partition and that its coordinator will never end there.
 *
 * @param start offset of its first record in the partition; readers of committed records cannot
 *     pass it
 * @param end end offset of the partition when the transaction was found
 * @param coordinatorEpoch the epoch in its records; at least 0
 * @param lastWritten when its producer last wrote to the partition
 * @param transactionalId empty if no coordinator knows the producer
 * @param reason why the coordinator will not end it
 */
public record HangingTransaction(
    TopicPartition partition,
    long start,
    long end,
    long producerId,
    short producerEpoch,
    int coordinatorEpoch,
    Instant lastWritten,
    String transactionalId,
    String reason) {

  /** A description for a person. */
  public String sentence() {
    return "%s: the transaction of %s (producer %d, epoch %d) hangs at offset %d since %s: %s; %d offsets from there on are hidden from readers"
        .formatted(
            partition,
            transactionalId.isEmpty() ? "an unknown producer" : transactionalId,
            producerId,
            producerEpoch,
            start,
            lastWritten,
            reason,
            end - start);
  }

  /** Whether it is the same transaction, even if the partition has grown since. */
  boolean isSameAs(HangingTransaction other) {
    return partition.equals(other.partition)
        && producerId == other.producerId
        && producerEpoch == other.producerEpoch
        && start == other.start;
  }
}
