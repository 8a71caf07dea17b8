package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChangelogBarrierTest {
  private static final String CAPTIONS = "captions.fr";
  private static final String CHANGELOG = "surtitle-sessions-changelog";

  private final ChangelogBarrier barrier = new ChangelogBarrier();

  @Test
  void aChangelogRecordWaitsForTheCaptionsBeforeIt() throws InterruptedException {
    send(CAPTIONS);
    Thread thread = new Thread(() -> send(CHANGELOG));
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);

    acknowledge(CAPTIONS);

    thread.join();
  }

  @Test
  void aChangelogRecordWaitsForNoOtherChangelogRecord() {
    send(CHANGELOG);
    send(CHANGELOG);
    acknowledge(CHANGELOG);

    assertThat(send(CHANGELOG)).isEqualTo(CHANGELOG);
  }

  private String send(String topic) {
    return barrier.onSend(new ProducerRecord<>(topic, new byte[0])).topic();
  }

  private void acknowledge(String topic) {
    RecordMetadata metadata = new RecordMetadata(new TopicPartition(topic, 0), 0, 0, 0, 0, 0);
    barrier.onAcknowledgement(metadata, null);
  }
}
