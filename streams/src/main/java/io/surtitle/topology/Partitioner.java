package io.surtitle.topology;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/** How producers choose a partition for a key. */
enum Partitioner {
  /** Kafka's own clients. */
  MURMUR2 {
    @Override
    int partition(byte[] key, int partitions) {
      return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
  },
  /** Clients based on librdkafka, such as kcat and those of most languages other than Java. */
  CRC32 {
    @Override
    int partition(byte[] key, int partitions) {
      CRC32 crc = new CRC32();
      crc.update(key);
      return (int) (crc.getValue() % partitions);
    }
  };

  abstract int partition(byte[] key, int partitions);

  /** The partitioner that maps every key to its actual partition, if there is one. */
  static Optional<Partitioner> of(Map<Bytes, Integer> keys, int partitions) {
    return Stream.of(values())
        .filter(
            each ->
                keys.entrySet().stream()
                    .allMatch(
                        key -> each.partition(key.getKey().get(), partitions) == key.getValue()))
        .findFirst();
  }
}
