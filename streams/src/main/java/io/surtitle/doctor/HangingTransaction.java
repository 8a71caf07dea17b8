package io.surtitle.doctor;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that is open in a partition, though its coordinator will not end it there.
 *
 * @param start offset of its first record in the partition; nobody who reads committed records
 *     comes further
 * @param end where the partition ended when this was found
 * @param coordinatorEpoch that its records carry; at least 0
 * @param lastWritten when its producer last wrote to the partition
 * @param transactionalId empty if no coordinator knows the producer
 * @param reason what the coordinator says instead
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

  /** What hangs, for a person. */
  public String sentence() {
    return "%s: the transaction of %s (producer %d, epoch %d) hangs at offset %d since %s: %s; %d offsets behind it are hidden from readers"
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

  /** Whether two looks found the same one, however far the partition has grown since. */
  boolean isSameAs(HangingTransaction other) {
    return partition.equals(other.partition)
        && producerId == other.producerId
        && producerEpoch == other.producerEpoch
        && start == other.start;
  }
}
