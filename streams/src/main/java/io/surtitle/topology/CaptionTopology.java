package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.bundle.Manifest;
import io.surtitle.event.Reason;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Interpreter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology from text to captions:
 *
 * <pre>
 * text-source -> captions (pending-inputs, sessions) -> captions-sink, dead-letter-sink
 * glossary-source -> glossary (glossaries, which every task reads)
 * </pre>
 */
public final class CaptionTopology {
  private CaptionTopology() {}

  /**
   * The topology around a model.
   *
   * @param interpreter the sessions' rules
   * @param engines makes an engine for each task
   * @param meters that it moves
   */
  public static Topology build(
      TopologySettings settings,
      Interpreter interpreter,
      Supplier<? extends Engine> engines,
      EngineMeters meters) {
    return build(settings, interpreter, engines, Host.alone(), meters);
  }

  static Topology build(
      TopologySettings settings,
      Interpreter interpreter,
      Supplier<? extends Engine> engines,
      Host host,
      EngineMeters meters) {
    Manifest model = interpreter.manifest();
    AppendTimes appended = new AppendTimes(host.clocks().wall());
    meters.bundle(model.name(), model.version(), settings.targets());
    meters.reasons(Arrays.stream(Reason.values()).map(Reason::code).toList());
    meters.skips(Skips.reasons());
    Topology topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                Names.TEXT_SOURCE,
                appended,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                settings.topics().text())
            .addProcessor(
                Names.CAPTIONS,
                () -> new CaptionProcessor(settings, interpreter, engines.get(), host, meters),
                Names.TEXT_SOURCE)
            .addStateStore(store(Names.PENDING_INPUTS), Names.CAPTIONS)
            .addStateStore(store(Names.SESSIONS), Names.CAPTIONS);
    addGlossary(topology, settings.topics().glossary(), appended);
    return withSinks(topology, settings.topics().deadLetters());
  }

  private static void addGlossary(Topology topology, String topic, TimestampExtractor times) {
    topology.addGlobalStore(
        glossaries(),
        Names.GLOSSARY_SOURCE,
        times,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic,
        Names.GLOSSARY,
        GlossaryProcessor::new);
  }

  private static Topology withSinks(Topology topology, String deadLetters) {
    return topology
        .addSink(
            Names.CAPTIONS_SINK,
            Outgoing.toTopic(),
            new ByteArraySerializer(),
            Outgoing.serializer(),
            Names.CAPTIONS)
        .addSink(
            Names.DEAD_LETTER_SINK,
            deadLetters,
            new ByteArraySerializer(),
            Outgoing.serializer(),
            Names.CAPTIONS);
  }

  /** The cache folds all writes of a session between two commits into one changelog record. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /** Restored from its topic at every start: it is small. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> glossaries() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(Names.GLOSSARIES), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled();
  }
}
