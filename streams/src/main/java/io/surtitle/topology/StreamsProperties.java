package io.surtitle.topology;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of Kafka Streams: our defaults, overridden by the user's properties. */
final class StreamsProperties {
  private static final String COMMIT_INTERVAL_MS = "100";
  private static final String CACHE_BYTES = Integer.toString(64 << 20);
  private static final String PRODUCER_BATCH_BYTES = Integer.toString(256 << 10);
  private static final String PRODUCER_BUFFER_BYTES = Integer.toString(128 << 20);

  /** The minimum that brokers allow by default. */
  private static final String SESSION_TIMEOUT_MS = "6000";

  private static final String HEARTBEAT_MS = "1000";
  private static final String STANDBY_REPLICAS = "1";
  private static final String POLL_RECORDS = "32";

  private StreamsProperties() {}

  static Properties of(ApplicationSettings application, TopologySettings topology) {
    Properties properties = new Properties();
    properties.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, application.applicationId());
    properties.setProperty(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(application.threads()));
    properties.setProperty(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // A read_committed viewer waits up to this long for a caption, on average half of it.
    properties.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    // A longer poll would delay the waves' timer.
    properties.setProperty(
        StreamsConfig.POLL_MS_CONFIG, Long.toString(topology.batch().tick().toMillis()));
    properties.setProperty(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    // A session is larger than the default batch, and a batch for each session would be expensive
    //   // for broker and producer.
    properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, PRODUCER_BATCH_BYTES);
    properties.setProperty(ProducerConfig.BUFFER_MEMORY_CONFIG, PRODUCER_BUFFER_BYTES);
    // Another machine has a copy of the state of a machine that died.
    properties.setProperty(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, STANDBY_REPLICAS);
    addReading(properties, application);
    addReplication(properties, application);
    if (classicGroup(application.kafka())) {
      // After this time a dead machine is detected; Kafka's default means 45 s without captions.
      properties.setProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
      properties.setProperty(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
    }
    if (atLeastOnce(application.kafka())) {
      properties.setProperty(
          StreamsConfig.producerPrefix(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG),
          ChangelogBarrier.class.getName());
      // Commits wait until captions are acknowledged, so captions must not linger.
      properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
    }
    properties.putAll(application.kafka());
    return properties;
  }

  private static void addReading(Properties properties, ApplicationSettings application) {
    if (!application.kafka().containsKey(ConsumerConfig.MAX_POLL_RECORDS_CONFIG)) {
      // Kafka Streams processes everything it has read before it joins a rebalance or stops: with
      //   // its default of 1,000 records that takes many seconds if the model has a backlog.
      properties.setProperty(
          StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
    }
  }

  private static void addReplication(Properties properties, ApplicationSettings application) {
    if (application.replication() != ApplicationSettings.REPLICATION) {
      // Applies to the changelogs as to the topics that are created here.
      properties.setProperty(
          StreamsConfig.REPLICATION_FACTOR_CONFIG, Short.toString(application.replication()));
      Topics.safety(application)
          .forEach((name, value) -> properties.setProperty(StreamsConfig.topicPrefix(name), value));
    }
  }

  /** Adds the properties that depend on the cluster's topics. */
  static void add(Properties properties, Safeguards safeguards) {
    properties.putIfAbsent(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedRecords.class.getName());
    properties.put(RefusedRecords.SAFEGUARDS, safeguards);
    if (new TopicLimits(new StreamsConfig(properties)).isOpen()) {
      properties.setProperty(
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(safeguards.limits().greatest()));
    }
  }

  private static boolean atLeastOnce(Map<String, String> kafka) {
    return StreamsConfig.AT_LEAST_ONCE.equals(kafka.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
  }

  /** With the newer protocol the broker sets these times. */
  private static boolean classicGroup(Map<String, String> kafka) {
    String classic = GroupProtocol.CLASSIC.name;
    return kafka
        .getOrDefault(StreamsConfig.GROUP_PROTOCOL_CONFIG, classic)
        .equalsIgnoreCase(classic);
  }
}
