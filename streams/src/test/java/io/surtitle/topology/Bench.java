package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTopics;
import io.surtitle.metrics.EngineMeters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology in Kafka's test driver, with the toy model and a clock that stands still. */
final class Bench implements AutoCloseable {
  static final Instant START = Instant.ofEpochMilli(1_790_000_000_000L);

  final Safeguards safeguards;
  final Faults faults;
  final TopologyTestDriver driver;
  final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock());
  private final TestInputTopic<byte[], byte[]> input;
  private Duration passed = Duration.ZERO;

  Bench(Path directory) {
    this(directory, Toy.SETTINGS);
  }

  Bench(Path directory, TopologySettings settings) {
    this(directory, settings, null);
  }

  /** With an operator that has these versions, null for the toy alone. */
  Bench(Path directory, TopologySettings settings, @Nullable ToyVersions versions) {
    safeguards = Safeguards.usual(() -> START.plus(passed));
    faults = new Faults(Toy.engine());
    EngineMeters meters = new EngineMeters(registry);
    Properties properties = StreamsProperties.of(ApplicationSettings.defaults("none:1"), settings);
    properties.setProperty("state.dir", directory.toString());
    driver =
        new TopologyTestDriver(
            OperatorTopology.build(
                settings,
                List.of(versions == null ? pipeline(meters) : versions.pipeline()),
                Toy.TABLE,
                // No time passes while it works, so one tick does all there is to do.
                new Host(
                    safeguards,
                    () -> false,
                    new Clocks(() -> START.plus(passed), () -> 0),
                    topic -> SourceId.UNKNOWN),
                meters),
            properties,
            START);
    input =
        driver.createInputTopic(
            Toy.TOPICS.text(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Pipeline<String> pipeline(EngineMeters meters) {
    CaptionTopics topics = new CaptionTopics(Toy.TOPICS.captionPrefix());
    return Toy.pipeline(
        Toy.TOPICS, FaultyOperator.in(Toy.TRANSLATION.operator(topics, () -> faults, meters)));
  }

  void say(String stream, String... words) {
    for (String word : words) {
      send(bytes(stream), bytes(word), Map.of());
    }
  }

  /** Says a word whose record has a timestamp, in epoch milliseconds or not. */
  void sayAt(String stream, String word, long timestamp) {
    input.pipeInput(
        new TestRecord<>(
            bytes(stream), bytes(word), new RecordHeaders(), Instant.ofEpochMilli(timestamp)));
  }

  /** Says a word now, by the clock of the driver, which {@link #pass} moves. */
  void sayNow(String stream, String word) {
    input.pipeInput(
        new TestRecord<>(bytes(stream), bytes(word), new RecordHeaders(), START.plus(passed)));
  }

  void send(byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    Headers all = new RecordHeaders();
    headers.forEach((name, text) -> all.add(name, bytes(text)));
    input.pipeInput(new TestRecord<>(key, value, all, START));
  }

  void pass(Duration time) {
    passed = passed.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** Lets everything that waits have its turn. */
  void settle() {
    do { // a tick waits where more may come
      pass(Duration.ofMillis(10));
    } while (isWaiting());
  }

  private boolean isWaiting() {
    try (KeyValueIterator<Bytes, byte[]> waiting =
        driver.<Bytes, byte[]>getKeyValueStore(Names.PENDING_INPUTS).all()) {
      return waiting.hasNext();
    }
  }

  List<TestRecord<byte[], byte[]>> read(String topic) {
    TestOutputTopic<byte[], byte[]> output =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.readRecordsToList();
  }

  List<Caption> captions(String language) {
    return read("captions." + language).stream()
        .map(TestRecord::value)
        .map(CaptionJson::decode)
        .toList();
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return read("surtitle.dead-letters");
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public long wallTime() {
        return START.plus(passed).toEpochMilli();
      }

      @Override
      public long monotonicTime() {
        return passed.toNanos();
      }
    };
  }

  @Override
  public void close() {
    driver.close();
  }
}
