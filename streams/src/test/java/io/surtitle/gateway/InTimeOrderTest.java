package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class InTimeOrderTest {
  private static final TopicPartition ZERO = new TopicPartition("captions.fr", 0);
  private static final TopicPartition ONE = new TopicPartition("captions.fr", 1);

  private final InTimeOrder order = new InTimeOrder();

  @Test
  void partitionsOfATopicAreMergedByTime() {
    add(ONE, 0, 300);
    add(ONE, 1, 200); // Each partition keeps its own order.
    add(ZERO, 0, 100);
    add(ZERO, 1, 400);

    assertThat(taken(List.of())).containsExactly("0-0", "1-0", "1-1", "0-1");
    assertThat(taken(List.of())).isEmpty();
  }

  @Test
  void aMessageWaitsWhileAnOlderOneMayArrive() {
    add(ONE, 0, 300);
    assertThat(taken(List.of(ZERO))).isEmpty();
    add(ZERO, 0, 100);
    assertThat(taken(List.of(ZERO))).containsExactly("0-0");
    add(ZERO, 1, 400);
    assertThat(taken(List.of(ZERO))).containsExactly("1-0", "0-1");
  }

  @Test
  void otherTopicsDoNotWait() {
    add(new TopicPartition("captions.de", 0), 0, 900);
    add(ONE, 0, 300);

    assertThat(taken(List.of(ZERO))).containsExactly("0-0");
  }

  @Test
  void readingPausesForAPartitionWithManyWaitingMessages() {
    for (int i = 0; i < 500; i++) {
      assertThat(order.full()).isEmpty();
      add(ONE, i, i);
    }

    assertThat(order.full()).containsExactly(ONE);
    order.forget(List.of(ONE));
    assertThat(order.full()).isEmpty();
    assertThat(taken(List.of())).isEmpty();
  }

  private void add(TopicPartition partition, long offset, long timestamp) {
    order.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[0],
            new byte[0],
            new RecordHeaders(),
            Optional.empty()));
  }

  private List<String> taken(List<TopicPartition> behind) {
    return order.take(behind).stream()
        .map(message -> message.partition() + "-" + message.offset())
        .toList();
  }
}
