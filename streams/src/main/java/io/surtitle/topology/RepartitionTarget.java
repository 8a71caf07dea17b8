package io.surtitle.topology;

import org.apache.kafka.common.utils.Bytes;

/** The destination of the state of streams that move to a new application. */
record RepartitionTarget(Partitioner partitioner, int partitions, StateWriter writer) {
  /** Writes an entry of a stream's state; returns its partition. */
  int put(String store, byte[] stream, Bytes key, byte[] value) {
    int partition = partitioner.partition(stream, partitions);
    writer.put(store, partition, key, value);
    return partition;
  }
}
