package io.surtitle.topology;

import io.surtitle.event.Reason;
import io.surtitle.metrics.EngineMeters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
 * The topology from sources to outputs, for each pipeline, such as {@code text}:
 *
 * <pre>
 * text-source -> text-operators (pending inputs, sessions of each operator)
 *             -> text-sink, text-dead-letter-sink
 * table-source -> table (a value for each stream, which every task reads)
 * </pre>
 */
public final class OperatorTopology {
  private static final String TABLE_SOURCE = "table-source";
  private static final String TABLE = "table";

  private final Topology topology = new Topology();
  private final TopologySettings settings;
  private final Host host;
  private final EngineMeters meters;
  private final TimestampExtractor appended;

  private OperatorTopology(TopologySettings settings, Host host, EngineMeters meters) {
    this.settings = settings;
    this.host = host;
    this.meters = meters;
    this.appended = new AppendTimes(host.clocks().wall());
  }

  /**
   * The topology of some pipelines.
   *
   * @param table the table in which operators look up values
   * @param meters the meters to update
   */
  public static Topology build(
      TopologySettings settings,
      List<Pipeline<?>> pipelines,
      StreamTable table,
      EngineMeters meters) {
    return build(settings, pipelines, table, Host.alone(), meters);
  }

  static Topology build(
      TopologySettings settings,
      List<Pipeline<?>> pipelines,
      StreamTable table,
      Host host,
      EngineMeters meters) {
    meters.reasons(Arrays.stream(Reason.values()).map(Reason::code).toList());
    meters.skips(Skips.reasons());
    OperatorTopology building = new OperatorTopology(settings, host, meters);
    textFirst(pipelines).forEach(building::add);
    building.add(table);
    return building.topology;
  }

  /**
   * Tasks are numbered in this order, and their numbers name directories of state: those of text
   * stay what they were when there was no other source.
   */
  private static List<Pipeline<?>> textFirst(List<Pipeline<?>> pipelines) {
    List<Pipeline<?>> ordered = new ArrayList<>(pipelines);
    ordered.sort(Comparator.comparing(each -> !each.pending().equals(Names.PENDING_INPUTS)));
    return ordered;
  }

  private <X> void add(Pipeline<X> pipeline) {
    PipelineNodes nodes = new PipelineNodes(pipeline.name());
    topology
        .addSource(
            AutoOffsetReset.earliest(),
            nodes.source(),
            appended,
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            pipeline.source().topic())
        .addProcessor(
            nodes.operators(),
            () -> new PipelineProcessor<>(settings, pipeline, host, meters),
            nodes.source())
        .addStateStore(store(pipeline.pending(), pipeline.journalSettings()), nodes.operators())
        .addSink(
            nodes.sink(),
            Outgoing.toTopic(),
            new ByteArraySerializer(),
            Outgoing.serializer(),
            nodes.operators())
        .addSink(
            nodes.deadLetters(),
            settings.deadLetters(),
            new ByteArraySerializer(),
            Outgoing.serializer(),
            nodes.operators());
    pipeline
        .operators()
        .forEach(spec -> topology.addStateStore(store(spec.store(), Map.of()), nodes.operators()));
  }

  private void add(StreamTable table) {
    topology.addGlobalStore(
        table(),
        TABLE_SOURCE,
        appended,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        table.topic(),
        TABLE,
        () -> new StreamTableProcessor(table));
  }

  /**
   * A persistent store whose cache merges all writes of a session between two commits into one
   * changelog record.
   *
   * @param changelog settings of the changelog where that is created
   */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(
      String name, Map<String, String> changelog) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(changelog);
  }

  /** A store in memory, restored from its topic at every start: it is small. */
  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> table() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(Names.TABLE), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled();
  }
}
