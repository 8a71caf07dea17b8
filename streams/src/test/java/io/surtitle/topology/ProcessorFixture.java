package io.surtitle.topology;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTopics;
import io.surtitle.metrics.EngineMeters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** The processor alone, with stores that outlive it. */
abstract class ProcessorFixture {
  static final long START = 1_790_000_000_000L;

  final MockProcessorContext<byte[], Outgoing> context =
      new MockProcessorContext<>(new Properties());
  final KeyValueStore<Bytes, byte[]> sessions = store("sessions");
  final Faults faults = new Faults(Toy.engine());
  final MeterRegistry registry = new SimpleMeterRegistry();
  final FakeSource source = new FakeSource();
  long now = START;
  boolean stopping;
  private final EngineMeters meters = new EngineMeters(registry);
  final PipelineProcessor<String> processor;
  private final @Nullable ToyVersions versions;
  long offset;

  ProcessorFixture() {
    versions = null;
    processor =
        processor(
            Toy.pipeline(
                Toy.TOPICS,
                FaultyOperator.in(
                    Toy.TRANSLATION.operator(
                        new CaptionTopics("captions."), () -> faults, meters))));
  }

  ProcessorFixture(ToyVersions versions) {
    this.versions = versions;
    processor = processor(versions.pipeline());
  }

  ToyVersions versions() {
    return Objects.requireNonNull(versions);
  }

  private PipelineProcessor<String> processor(Pipeline<String> pipeline) {
    return new PipelineProcessor<>(
        Toy.SETTINGS,
        pipeline,
        new Host(
            Safeguards.usual(() -> Instant.ofEpochMilli(START)),
            () -> stopping,
            new Clocks(() -> Instant.ofEpochMilli(now), () -> 0),
            topic -> source),
        meters);
  }

  /** A cluster whose topic changes at will. */
  static final class FakeSource implements SourceId {
    Optional<Uuid> id = Optional.empty();
    final List<Integer> rewound = new ArrayList<>();

    @Override
    public Optional<Uuid> look() {
      return id;
    }

    @Override
    public void rewind(int partition) {
      rewound.add(partition);
    }
  }

  @BeforeEach
  void start() {
    store(Names.PENDING_INPUTS);
    store(Names.TABLE);
    processor.init(context);
  }

  double sessions() {
    return registry.get("surtitle.sessions").gauge().value();
  }

  void restart() {
    processor.close();
    processor.init(context);
  }

  void say(String stream, String text) {
    context.setRecordMetadata("broadcast.text", 0, offset++);
    processor.process(new Record<>(Bench.bytes(stream), Bench.bytes(text), START));
  }

  void tick(long time) {
    now = time;
    List<CapturedPunctuator> timers = context.scheduledPunctuators();
    for (int i = 0; i < 2; i++) { // the first may wait for more inputs
      timers.get(timers.size() - 1).getPunctuator().punctuate(time);
    }
  }

  List<Caption> captions() {
    return context.forwarded("text-sink").stream()
        .map(each -> Objects.requireNonNull(each.record().value().value()))
        .map(CaptionJson::decode)
        .toList();
  }

  Caption last() {
    List<Caption> captions = captions();
    return captions.get(captions.size() - 1);
  }

  private KeyValueStore<Bytes, byte[]> store(String name) {
    KeyValueStore<Bytes, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
