package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.engine.Engine;
import io.surtitle.engine.ForwardingEngine;
import io.surtitle.engine.Turn;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.TextSource;
import io.surtitle.metrics.EngineMeters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A processor with two operators, one of which stands still, and stores that outlive it. */
class TwoOperatorsTest {
  private static final long START = 1_790_000_000_000L;
  private static final String SECOND = "second";
  private static final int TICKS = 4;

  /**
   * By which the clock moves whenever it is read, so that waves of a stalled engine come to an end.
   */
  private static final Duration STEP = Duration.ofNanos(100_000);

  private final MockProcessorContext<byte[], Outgoing> context =
      new MockProcessorContext<>(new Properties());
  private final KeyValueStore<Bytes, byte[]> pending = store(Names.PENDING_INPUTS);
  private final EngineMeters meters = EngineMeters.none();
  private boolean stalled;
  private long offset;
  private long nanos;
  private PipelineProcessor<String> processor;

  /** An engine that does nothing while it is stalled. */
  private final class Stalling extends ForwardingEngine {
    Stalling(Engine engine) {
      super(engine);
    }

    @Override
    public List<Turn<?>> step() {
      return stalled ? List.of() : super.step();
    }
  }

  @BeforeEach
  void start() {
    store(Names.TABLE);
    store(Names.sessions(OperatorSpec.FIRST));
    store(Names.sessions(SECOND));
    begin(List.of(first(), second()));
  }

  @Test
  void anInputWaitsOnceForBothAndIsGoneWhenBothHaveTakenIt() {
    stalled = true;
    say("What a shot!");
    assertThat(waiting()).isEqualTo(1);
    tick();
    assertThat(shown("one.fr")).contains("What a shot!");
    assertThat(shown("two.fr")).isEmpty();
    assertThat(waiting()).isEqualTo(1);

    stalled = false;
    tick();

    assertThat(shown("two.fr")).isEqualTo(shown("one.fr"));
    assertThat(waiting()).isZero();
  }

  @Test
  void whoIsKilledInBetweenTakesNothingTwiceAndForgetsNothing() {
    say("What a");
    tick();
    stalled = true;
    say("shot!");
    tick();
    List<String> first = shown("one.fr");
    assertThat(first).endsWith("What a shot!");
    assertThat(shown("two.fr")).doesNotContain("What a shot!");

    stalled = false;
    begin(List.of(first(), second())); // without a close
    tick();

    assertThat(shown("one.fr")).isEqualTo(first);
    assertThat(shown("two.fr")).isEqualTo(first);
    assertThat(ids()).doesNotHaveDuplicates();
    assertThat(waiting()).isZero();
  }

  @Test
  void whatOnlyTheOneThatWasRemovedLacksIsForgotten() {
    stalled = true;
    say("What a shot!");
    tick();
    List<String> before = ids();

    begin(List.of(first()));
    tick();

    assertThat(ids()).isEqualTo(before);
    assertThat(waiting()).isZero();
  }

  @Test
  void whoComesLaterTakesWhatStillWaits() {
    stalled = true;
    begin(List.of(second()));
    say("What a shot!");
    tick();
    assertThat(waiting()).isEqualTo(1);

    stalled = false;
    begin(List.of(second(), first()));
    tick();

    assertThat(shown("one.fr")).contains("What a shot!").isEqualTo(shown("two.fr"));
    assertThat(waiting()).isZero();
  }

  private OperatorSpec<?, String, ?> first() {
    return Toy.TRANSLATION.operator(new CaptionTopics("one."), Toy::engine, meters);
  }

  private OperatorSpec<?, String, ?> second() {
    return Toy.translation(SECOND)
        .operator(new CaptionTopics("two."), () -> new Stalling(Toy.engine()), meters);
  }

  /** Begins anew over what is in the stores. */
  private void begin(List<OperatorSpec<?, String, ?>> operators) {
    processor =
        new PipelineProcessor<>(
            Toy.SETTINGS,
            Pipeline.text(new TextSource(Toy.TOPICS.text(), "en", Toy.RECORD_BYTES), operators),
            new Host(
                Safeguards.usual(() -> Instant.ofEpochMilli(START)),
                () -> false,
                new Clocks(() -> Instant.ofEpochMilli(START), () -> nanos += STEP.toNanos()),
                topic -> new ProcessorFixture.FakeSource()),
            meters);
    processor.init(context);
  }

  private void say(String text) {
    context.setRecordMetadata("broadcast.text", 0, offset++);
    processor.process(new Record<>(Bench.bytes("game"), Bench.bytes(text), START));
  }

  private void tick() {
    var timers = context.scheduledPunctuators();
    for (int i = 0; i < TICKS; i++) { // the first may wait for more inputs
      timers.get(timers.size() - 1).getPunctuator().punctuate(START);
    }
  }

  /** Sources of the captions of a topic, in order. */
  private List<String> shown(String topic) {
    return captions(topic).stream().map(Caption::source).toList();
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (String topic : List.of("one.fr", "two.fr")) {
      captions(topic).forEach(each -> ids.add(topic + " " + each.id() + " " + each.revision()));
    }
    return ids;
  }

  private List<Caption> captions(String topic) {
    return context.forwarded("text-sink").stream()
        .map(each -> each.record().value())
        .filter(each -> each.topic().equals(topic))
        .map(each -> CaptionJson.decode(Objects.requireNonNull(each.value())))
        .toList();
  }

  private int waiting() {
    int count = 0;
    try (KeyValueIterator<Bytes, byte[]> entries = pending.all()) {
      for (; entries.hasNext(); entries.next()) {
        count++;
      }
    }
    return count;
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
