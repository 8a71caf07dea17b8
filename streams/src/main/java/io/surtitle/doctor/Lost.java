package io.surtitle.doctor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Finds the records in a range of offsets that belong to aborted transactions. */
final class Lost {
  private final Records committed;
  private final Records all;

  Lost(Records committed, Records all) {
    this.committed = committed;
    this.all = all;
  }

  /** The records that a reader of committed records does not get, in order. */
  List<ConsumerRecord<byte[], byte[]>> in(TopicPartition partition, long from, long to) {
    BitSet seen = new BitSet();
    committed.each(partition, from, to, record -> seen.set(index(record, from)));
    List<ConsumerRecord<byte[], byte[]>> lost = new ArrayList<>();
    all.each(
        partition,
        from,
        to,
        record -> {
          if (!seen.get(index(record, from))) {
            lost.add(record);
          }
        });
    return lost;
  }

  private static int index(ConsumerRecord<byte[], byte[]> record, long from) {
    return Math.toIntExact(record.offset() - from);
  }
}
