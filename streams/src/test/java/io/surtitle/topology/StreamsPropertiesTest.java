package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {
  private static final TopologySettings TOPOLOGY = TopologySettings.defaults();

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
            entry("num.standby.replicas", "1"),
            entry("main.consumer.max.poll.records", "32"),
            entry("session.timeout.ms", "6000"),
            entry("heartbeat.interval.ms", "1000"));
  }

  @Test
  void producersMaySendRecordsThatTheTopicsAccept() {
    Properties properties = with(Map.of("bootstrap.servers", "kafka:9092"));
    RecordLimits limits = new RecordLimits(Map.of("surtitle.dead-letters", 5_000_000), 1_000);
    InstantSource clock = InstantSource.system();
    Safeguards safeguards = new Safeguards(limits, new Attempts(clock), new Progress(clock));

    StreamsProperties.add(properties, safeguards);

    assertThat(properties)
        .contains(
            entry("max.request.size", "5000000"),
            entry("production.exception.handler", RefusedRecords.class.getName()),
            entry("surtitle.safeguards", safeguards));
  }

  @Test
  void theUsersProducerPropertiesApply() {
    Properties properties =
        with(Map.of("bootstrap.servers", "kafka:9092", "producer.max.request.size", "70000"));

    StreamsProperties.add(properties, Safeguards.usual(InstantSource.system()));

    assertThat(properties).doesNotContainKey("max.request.size");
  }

  @Test
  void theUsersPropertiesOverrideOurs() {
    Properties properties = with(Map.of("commit.interval.ms", "1000", "state.dir", "/data"));

    assertThat(properties)
        .contains(entry("commit.interval.ms", "1000"), entry("state.dir", "/data"));
  }

  @Test
  void withAtLeastOnceCaptionsAreSentFirst() {
    assertThat(with(Map.of("processing.guarantee", "at_least_once")))
        .contains(entry("producer.interceptor.classes", ChangelogBarrier.class.getName()));
  }

  @Test
  void withTheNewerGroupProtocolWeSetNoSessionTimeout() {
    assertThat(with(Map.of("group.protocol", "streams")))
        .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms");
  }

  @Test
  void changelogsHaveAsManyReplicasAsOtherTopics() {
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
