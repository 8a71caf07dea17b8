package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.CaptionJson;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The processor alone, with stores that outlive it: what a task that starts again finds. */
class CaptionProcessorTest {
  private static final long START = 1_790_000_000_000L;
  private static final Uuid OLD = new Uuid(1, 2);
  private static final Uuid NEW = new Uuid(3, 4);

  private final MockProcessorContext<byte[], Outgoing> context =
      new MockProcessorContext<>(new Properties());
  private final KeyValueStore<Bytes, byte[]> sessions = store(Names.SESSIONS);
  private final Faults faults = new Faults(Toy.engine());
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final FakeSource source = new FakeSource();
  private long now = START;
  private boolean stopping;
  private final CaptionProcessor processor =
      new CaptionProcessor(
          Toy.SETTINGS,
          Toy.INTERPRETER,
          faults,
          new Host(
              Safeguards.usual(() -> Instant.ofEpochMilli(START)),
              () -> stopping,
              new Clocks(() -> Instant.ofEpochMilli(now), () -> 0),
              source),
          new EngineMeters(registry));
  private long offset;

  @BeforeEach
  void start() {
    store(Names.PENDING_INPUTS);
    store(Names.GLOSSARIES);
    processor.init(context);
  }

  @Test
  void waitingInputIsFoundAgain() {
    say("game", "What a shot!");
    restart();

    tick(START);

    assertThat(captions()).isNotEmpty();
    assertThat(last().source()).isEqualTo("What a shot!");
  }

  @Test
  void sessionGoesOnInMidSentence() {
    say("game", "What a");
    tick(START);
    restart();
    say("game", "shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("What a shot!");
    assertThat(last().id()).startsWith("game/0.0/");
  }

  @Test
  void whoStopsLeavesTheBacklogToTheNext() {
    stopping = true;
    for (int i = 0; i < Toy.SETTINGS.batch().max(); i++) {
      say("game-" + i, "What a shot!");
    }
    tick(START);
    assertThat(faults.waves()).isEmpty();

    stopping = false;
    restart();
    tick(START);

    assertThat(captions()).extracting(Caption::source).contains("What a shot!");
  }

  @Test
  void whoIsToldToStopBetweenTwoWavesRunsNoOther() {
    say("game", "What a shot!");
    faults.afterWave(() -> stopping = true);

    tick(START);

    assertThat(faults.waves()).hasSize(1);
    assertThat(captions()).isEmpty();
  }

  @Test
  void silenceBeginsAtTheRestart() {
    say("game", "What a");
    tick(START);
    long restarted = START + Toy.SILENCE.toMillis() * 5;
    now = restarted;
    restart();

    tick(restarted + Toy.SILENCE.toMillis());
    assertThat(captions()).extracting(Caption::status).doesNotContain(Status.FINAL);
    tick(restarted + Toy.SILENCE.toMillis() + 1);

    assertThat(captions()).filteredOn(each -> each.status() == Status.FINAL).hasSize(3);
  }

  @Test
  void gaugesTellOfTheTaskThatIsOpen() {
    say("game", "What a");
    restart();
    tick(START);
    assertThat(sessions()).isEqualTo(1);

    processor.close();

    assertThat(sessions()).isZero();
  }

  @Test
  void offsetThatWasTakenIsSkipped() {
    say("game", "What a");
    tick(START);
    offset = 0;
    say("game", "What a");
    say("game", "shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("What a shot!");
  }

  @Test
  void fullBatchDoesNotWait() {
    for (int i = 0; i < Toy.SETTINGS.batch().max(); i++) {
      say("game-" + i, "What");
    }

    assertThat(faults.waves()).startsWith(Toy.SETTINGS.batch().max());
  }

  @Test
  void sessionThatCannotBeReadBeginsAnew() {
    sessions.put(Bytes.wrap(Bench.bytes("game")), new byte[] {99});
    restart();
    say("game", "What a shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("What a shot!");
  }

  @Test
  void sessionOfAnotherModelBeginsAnewAfterItsLastInput() {
    say("game", "What a");
    tick(START);
    byte[] bytes = Objects.requireNonNull(sessions.get(Bytes.wrap(Bench.bytes("game"))));
    bytes[1] ^= 1;
    sessions.put(Bytes.wrap(Bench.bytes("game")), bytes);
    restart();
    offset = 0;
    say("game", "What a");
    say("game", "shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("shot!");
  }

  @Test
  void newTopicBeginsAgainAtOffsetNought() {
    source.id = Optional.of(OLD);
    sayIn(OLD, "game", "What a");
    sayIn(OLD, "game", "shot!");
    sayIn(OLD, "game", "The Badgers");
    tick(START);
    offset = 0;

    sayIn(NEW, "game", "It's a");
    sayIn(NEW, "game", "close game.");
    tick(START);

    assertThat(finals("fr"))
        .extracting(Caption::source)
        .containsExactly("What a shot!", "The Badgers", "It's a close game.");
    assertThat(finals("fr"))
        .extracting(Caption::utterance)
        .containsExactly("0.0", "2.0", "10000000000000.0");
  }

  @Test
  void whatWaitsFromTheOldTopicComesFirst() {
    sayIn(OLD, "game", "What a");
    offset = 0;
    sayIn(NEW, "game", "shot!");
    restart();
    tick(START);

    assertThat(finals("fr")).extracting(Caption::source).containsExactly("What a", "shot!");
  }

  @Test
  void sequenceNumbersBeginAgainInANewTopic() {
    sayIn(OLD, "game", "What", "surtitle-seq", "5");
    tick(START);
    offset = 0;
    sayIn(NEW, "game", "shot!", "surtitle-seq", "0");
    tick(START);

    assertThat(finals("fr")).extracting(Caption::source).containsExactly("What", "shot!");
  }

  @Test
  void committedOffsetsOfAnotherTopicMeanNothing() {
    sayIn(OLD, "game", "What");
    source.id = Optional.of(OLD);
    restart();
    assertThat(source.rewound).isEmpty();

    source.id = Optional.of(NEW);
    restart();

    assertThat(source.rewound).containsExactly(0);
  }

  @Test
  void generationOutlivesARestart() {
    sayIn(OLD, "game", "What");
    offset = 0;
    sayIn(NEW, "game", "a");
    tick(START);
    restart();
    sayIn(NEW, "game", "shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("a shot!");
    assertThat(last().utterance()).isEqualTo("10000000000000.0");
    assertThat(sessions()).isEqualTo(1);
  }

  @Test
  void nobodySeesTheLabel() {
    context.setRecordMetadata("broadcast.text", 0, 0);
    Record<byte[], byte[]> record = new Record<>(Bench.bytes("game"), Bench.bytes(""), START);
    record.headers().add(SourceLabels.LABEL, SourceLabels.bytes(OLD));
    processor.process(record);

    assertThat(context.forwarded(Names.DEAD_LETTER_SINK))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.record().headers().lastHeader(SourceLabels.LABEL)).isNull());
  }

  private void sayIn(Uuid topic, String stream, String text, String... header) {
    context.setRecordMetadata("broadcast.text", 0, offset++);
    Record<byte[], byte[]> record = new Record<>(Bench.bytes(stream), Bench.bytes(text), START);
    record.headers().add(SourceLabels.LABEL, SourceLabels.bytes(topic));
    if (header.length > 0) {
      record.headers().add(header[0], Bench.bytes(header[1]));
    }
    processor.process(record);
  }

  private List<Caption> finals(String language) {
    return captions().stream()
        .filter(each -> each.status() == Status.FINAL && each.language().equals(language))
        .toList();
  }

  /** A cluster whose topic changes at will. */
  private static final class FakeSource implements SourceId {
    private Optional<Uuid> id = Optional.empty();
    private final List<Integer> rewound = new ArrayList<>();

    @Override
    public Optional<Uuid> look() {
      return id;
    }

    @Override
    public void rewind(int partition) {
      rewound.add(partition);
    }
  }

  private double sessions() {
    return registry.get("surtitle.sessions").gauge().value();
  }

  private void restart() {
    processor.close();
    processor.init(context);
  }

  private void say(String stream, String text) {
    context.setRecordMetadata("broadcast.text", 0, offset++);
    processor.process(new Record<>(Bench.bytes(stream), Bench.bytes(text), START));
  }

  private void tick(long time) {
    now = time;
    List<CapturedPunctuator> timers = context.scheduledPunctuators();
    for (int i = 0; i < 2; i++) { // the first may wait for more inputs
      timers.get(timers.size() - 1).getPunctuator().punctuate(time);
    }
  }

  private List<Caption> captions() {
    return context.forwarded(Names.CAPTIONS_SINK).stream()
        .map(each -> Objects.requireNonNull(each.record().value().value()))
        .map(CaptionJson::decode)
        .toList();
  }

  private Caption last() {
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
