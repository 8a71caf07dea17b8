package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
  private static final TopologySettings TOPOLOGY = TopologySettings.defaults(List.of("fr"));

  @Test
  void defaultsAreGolden() {
    Properties properties =
        StreamsProperties.of(ApplicationSettings.defaults("kafka:9092"), TOPOLOGY);

    assertThat(properties)
        .containsOnly(
            entry("application.id", "surtitle"),
            entry("bootstrap.servers", "kafka:9092"),
            entry("processing.guarantee", "exactly_once_v2"),
            entry("num.stream.threads", "1"),
            entry("commit.interval.ms", "100"),
            entry("poll.ms", "2"),
            entry("statestore.cache.max.bytes", "67108864"),
            entry("batch.size", "262144"),
            entry("buffer.memory", "134217728"),
            entry("session.timeout.ms", "10000"),
            entry("heartbeat.interval.ms", "2000"));
  }

  @Test
  void whatTheUserGivesWins() {
    Properties properties = with(Map.of("commit.interval.ms", "1000", "state.dir", "/data"));

    assertThat(properties)
        .contains(entry("commit.interval.ms", "1000"), entry("state.dir", "/data"));
  }

  @Test
  void atLeastOnceCaptionsGoFirst() {
    assertThat(with(Map.of("processing.guarantee", "at_least_once")))
        .contains(entry("producer.interceptor.classes", CaptionsFirst.class.getName()));
  }

  @Test
  void newerGroupProtocolHasNoSessionTimeoutOfOurs() {
    assertThat(with(Map.of("group.protocol", "streams")))
        .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms");
  }

  @Test
  void changelogsHaveAsManyCopiesAsOtherTopics() {
    assertThat(replicated(3))
        .contains(entry("replication.factor", "3"), entry("topic.min.insync.replicas", "2"));
    assertThat(replicated(1))
        .contains(entry("replication.factor", "1"))
        .doesNotContainKey("topic.min.insync.replicas");
  }

  private static Properties replicated(int copies) {
    return StreamsProperties.of(
        new ApplicationSettings("surtitle", 1, 6, (short) copies, Map.of()), TOPOLOGY);
  }

  private static Properties with(Map<String, String> kafka) {
    return StreamsProperties.of(
        new ApplicationSettings("surtitle", 1, 6, (short) -1, kafka), TOPOLOGY);
  }
}
