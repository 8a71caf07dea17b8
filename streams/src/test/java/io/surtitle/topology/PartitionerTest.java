package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartitionerTest {
  @Test
  void kafkasHashHasTheValueOfKafkasTests() {
    // org.apache.kafka.common.utils.UtilsTest: murmur2("abc") = 479470107
    assertThat(Partitioner.MURMUR2.partition(Bench.bytes("abc"), Integer.MAX_VALUE))
        .isEqualTo(479_470_107);
  }

  @Test
  void librdkafkasHashIsTheCommonCrc32() {
    // The check value of CRC-32: "123456789" is cbf43926.
    assertThat(Partitioner.CRC32.partition(Bench.bytes("123456789"), 1_000_000))
        .isEqualTo((int) (0xcbf43926L % 1_000_000));
  }

  @ParameterizedTest
  @EnumSource(Partitioner.class)
  void thePartitionerIsInferredFromTheKeysPartitions(Partitioner partitioner) {
    assertThat(Partitioner.of(placed(partitioner), 6)).contains(partitioner);
  }

  @Test
  void keysInOtherPartitionsHaveNoPartitioner() {
    Map<Bytes, Integer> keys = placed(Partitioner.MURMUR2);
    keys.replaceAll((key, partition) -> (partition + 1) % 6);

    assertThat(Partitioner.of(keys, 6)).isEmpty();
  }

  private static Map<Bytes, Integer> placed(Partitioner partitioner) {
    Map<Bytes, Integer> keys = new LinkedHashMap<>();
    IntStream.range(0, 20)
        .mapToObj(i -> Bench.bytes("game-" + i))
        .forEach(key -> keys.put(Bytes.wrap(key), partitioner.partition(key, 6)));
    return keys;
  }
}
