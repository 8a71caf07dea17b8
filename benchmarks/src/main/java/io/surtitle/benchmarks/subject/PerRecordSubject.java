package io.surtitle.benchmarks.subject;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * Baseline: a straightforward Kafka Streams application. One processor, one persistent store of
 * session bytes, one run of the model for each record, exactly-once. Its settings are the engine's:
 * commits every 100 ms, a cache of 64 MiB in front of the store, producer batches large enough for
 * a session.
 */
final class PerRecordSubject {
  static final String SESSIONS = "sessions";
  private static final String TEXT = "text";
  private static final String CAPTIONS = "captions";

  private PerRecordSubject() {}

  static AutoCloseable start(SubjectSettings settings, Speech speech, Path directory) {
    KafkaStreams streams =
        new KafkaStreams(topology(settings, speech), properties(settings, directory));
    streams.start();
    return streams;
  }

  private static Topology topology(SubjectSettings settings, Speech speech) {
    TopicNameExtractor<String, PerRecordProcessor.Outgoing> topic =
        (stream, outgoing, context) -> settings.captions() + outgoing.language();
    return new Topology()
        .addSource(
            TEXT, Serdes.String().deserializer(), Serdes.String().deserializer(), settings.text())
        .addProcessor(CAPTIONS, () -> new PerRecordProcessor(speech), TEXT)
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(SESSIONS), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled()
                .withLoggingEnabled(Map.of()),
            CAPTIONS)
        .addSink(
            "sink",
            topic,
            Serdes.String().serializer(),
            (name, outgoing) -> outgoing.json(),
            CAPTIONS);
  }

  private static Properties properties(SubjectSettings settings, Path directory) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.name());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
    properties.put("auto.offset.reset", "earliest");
    return properties;
  }
}
