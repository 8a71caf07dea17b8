package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.metrics.GatewayMeters;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CaptionFeedTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @Test
  void topicsThatOnlyBeginLikeCaptionTopicsAreNotRead() {
    Topics consumer =
        new Topics(
            "captions.fr", "captions.fr.bak", "captions.live", "captions.pt-BR", "captionsXde");
    GatewaySettings settings = GatewaySettings.defaults("captions.");
    Transcripts transcripts =
        new Transcripts(settings, new GatewayMeters(new SimpleMeterRegistry()), CLOCK);

    try (CaptionFeed feed =
        new CaptionFeed(consumer, settings, transcripts, CLOCK, failure -> {})) {
      feed.start();
      await().until(feed::ready);

      assertThat(consumer.assigned()).containsExactlyInAnyOrder("captions.fr", "captions.pt-BR");
    }
  }

  /** A consumer of empty topics with one partition each. */
  private static final class Topics extends MockConsumer<byte[], byte[]> {
    private volatile List<String> assigned = List.of();

    Topics(String... names) {
      super("earliest");
      for (String name : names) {
        updatePartitions(name, List.of(new PartitionInfo(name, 0, null, null, null)));
        updateEndOffsets(Map.of(new TopicPartition(name, 0), 0L));
        updateBeginningOffsets(Map.of(new TopicPartition(name, 0), 0L));
      }
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      assigned = times.keySet().stream().map(TopicPartition::topic).collect(Collectors.toList());
      return Map.of();
    }

    List<String> assigned() {
      return assigned;
    }
  }
}
