package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTimes;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.TextSource;
import io.surtitle.metrics.EngineMeters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTopologyTest {
  private static final List<String> LANGUAGES = List.of("fr", "de", "es");

  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void start() {
    bench = new Bench(directory);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void describesItself() throws IOException {
    String description =
        OperatorTopology.build(
                Toy.SETTINGS,
                List.of(Toy.pipeline(Toy.TOPICS, Toy::engine, EngineMeters.none())),
                Toy.TABLE,
                EngineMeters.none())
            .describe()
            .toString();

    assertThat(plain(description)).isEqualTo(golden());
  }

  @Test
  void wordsBecomeCaptionsInEveryLanguage() {
    bench.say("game", "What", "a", "shot!");
    bench.settle();

    for (String language : LANGUAGES) {
      List<Caption> captions = bench.captions(language);

      assertThat(captions).extracting(Caption::id).containsOnly("game/0.0/" + language);
      assertThat(captions).extracting(Caption::language).containsOnly(language);
      assertThat(captions).last().extracting(Caption::status).isEqualTo(Status.FINAL);
      assertThat(captions).last().extracting(Caption::source).isEqualTo("What a shot!");
    }
  }

  @Test
  void captionsOnlyGrow() {
    bench.say("game", "What", "a", "shot!");
    bench.settle();

    List<Caption> captions = bench.captions("fr");

    assertThat(captions).hasSizeGreaterThan(1);
    for (int i = 0; i < captions.size(); i++) {
      assertThat(captions.get(i).revision()).isEqualTo(i);
      assertThat(captions.get(i).text()).startsWith(i == 0 ? "" : captions.get(i - 1).text());
    }
    assertThat(captions).filteredOn(each -> each.status() == Status.FINAL).hasSize(1);
  }

  @Test
  void captionRecordsAreCloudEventsOfTheirStream() {
    bench.say("game", "What a shot!");
    bench.pass(Duration.ofMillis(30));

    TestRecord<byte[], byte[]> first = bench.read("captions.fr").get(0);

    assertThat(first.key()).asString(UTF_8).isEqualTo("game");
    assertThat(first.timestamp()).isEqualTo(Bench.START.toEpochMilli());
    assertThat(Bench.header(first, "ce_id")).isEqualTo("game/0.0/fr/0");
    assertThat(Bench.header(first, "ce_time")).isEqualTo("2026-09-21T14:13:20.030Z");
    assertThat(Bench.header(first, "content-type")).isEqualTo("application/json");
  }

  /** A caption topic must not let go of what was made just now, nor a broker refuse it. */
  @Test
  void captionsOfOldRecordsHaveTheTimeAtWhichTheyWereMade() {
    long sevenHours = 7L * 3_600_000;
    bench.sayAt("game", "What a shot!", Bench.START.toEpochMilli() - sevenHours);
    bench.pass(Duration.ofMillis(30));

    TestRecord<byte[], byte[]> first = bench.read("captions.fr").get(0);

    assertThat(first.timestamp()).isEqualTo(Bench.START.toEpochMilli() + 30);
    Caption caption = CaptionJson.decode(first.value());
    assertThat(caption.latencyMs()).isEqualTo(sevenHours + 30);
    assertThat(CaptionTimes.of(caption, first.timestamp()))
        .isEqualTo(
            new CaptionTimes(
                Bench.START.toEpochMilli() - sevenHours, Bench.START.toEpochMilli() + 30));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_790_000_000L, 1_790_000_000_000_000L, 1_790_003_600_001L * 1_000})
  void aTimestampThatCannotBeGivesWayToTheTimeOfArrival(long timestamp) {
    bench.sayAt("game", "What a shot!", timestamp);
    bench.pass(Duration.ofMillis(30));

    TestRecord<byte[], byte[]> first = bench.read("captions.fr").get(0);

    assertThat(first.timestamp()).isEqualTo(Bench.START.toEpochMilli());
    assertThat(CaptionJson.decode(first.value()).latencyMs()).isEqualTo(30);
  }

  @Test
  void captionsTellMediaTimeModelAndLatency() {
    bench.send(Bench.bytes("game"), Bench.bytes("What a"), Map.of("surtitle-pts", "100"));
    bench.send(Bench.bytes("game"), Bench.bytes("shot!"), Map.of("surtitle-pts", "900"));
    bench.pass(Duration.ofMillis(30));

    Caption last = last(bench.captions("fr"));

    assertThat(last.startPts()).isEqualTo(100);
    assertThat(last.endPts()).isEqualTo(900);
    assertThat(last.model()).isEqualTo("toy");
    assertThat(last.modelVersion()).isEqualTo("0.1.0");
    assertThat(last.latencyMs()).isEqualTo(30);
  }

  @Test
  void endMarkEndsTheUtterance() {
    bench.say("game", "What", "a", "shot");
    bench.send(Bench.bytes("game"), null, Map.of("surtitle-end", ""));
    bench.settle();

    assertThat(last(bench.captions("fr")).status()).isEqualTo(Status.FINAL);
  }

  @Test
  void silenceEndsTheUtterance() {
    bench.say("game", "What", "a", "shot");
    bench.settle();
    for (String language : LANGUAGES) {
      assertThat(bench.captions(language)).extracting(Caption::status).containsOnly(Status.PARTIAL);
    }

    bench.pass(Toy.SILENCE);
    assertThat(bench.captions("fr")).isEmpty();
    bench.pass(Duration.ofMillis(20));

    for (String language : LANGUAGES) {
      assertThat(bench.captions(language)).extracting(Caption::status).containsOnly(Status.FINAL);
    }
    bench.pass(Toy.SILENCE.multipliedBy(3));
    assertThat(bench.captions("fr")).isEmpty();
  }

  @Test
  void speechGoesOnBeforeItIsSilence() {
    bench.say("game", "What");
    bench.pass(Toy.SILENCE.minusMillis(100));
    bench.say("game", "a");
    bench.pass(Toy.SILENCE.minusMillis(100));

    assertThat(bench.captions("fr")).extracting(Caption::status).doesNotContain(Status.FINAL);
  }

  @Test
  void repeatedSequenceNumberIsTakenOnce() {
    Map<String, String> seven = Map.of("surtitle-seq", "7");
    bench.send(Bench.bytes("game"), Bench.bytes("What"), seven);
    bench.send(Bench.bytes("game"), Bench.bytes("What"), seven);
    bench.settle();
    bench.send(Bench.bytes("game"), Bench.bytes("What"), seven);
    bench.say("game", "a shot!");
    bench.settle();

    assertThat(last(bench.captions("fr")).source()).isEqualTo("What a shot!");
    assertThat(bench.deadLetters()).isEmpty();
  }

  @Test
  void streamsShareAWave() {
    bench.say("one", "What", "a");
    bench.say("two", "What");
    bench.say("three", "What");
    bench.settle();

    assertThat(bench.faults.waves()).startsWith(3).endsWith(1);
  }

  /** The number of a task names its directory of state. */
  @Test
  void tasksOfTextAreNumberedFirst() {
    EngineMeters meters = EngineMeters.none();
    Translation second =
        new Translation("second", Toy.BUNDLE, Policy.waitK(1), 1, List.of("fr"), 64);
    Pipeline<String> other =
        new Pipeline<>(
            "other",
            "pending-other",
            "limits.recordBytes",
            Map.of(),
            new TextSource("broadcast.other", "en", 256),
            List.of(second.operator(new CaptionTopics("other."), Toy::engine, meters)));
    Pipeline<String> text = Toy.pipeline(Toy.TOPICS, Toy::engine, meters);

    Topology topology =
        OperatorTopology.build(Toy.SETTINGS, List.of(other, text), Toy.TABLE, meters);

    assertThat(topology.describe().subtopologies())
        .filteredOn(each -> each.id() == 0)
        .flatExtracting(TopologyDescription.Subtopology::nodes)
        .extracting(TopologyDescription.Node::name)
        .contains("text-source");
  }

  /** Without the class's name and with the stores, which are a set, in one order. */
  private static String plain(String description) {
    return description
        .replaceAll("extractor class: [^)]*", "extractor class: of the caption")
        .replace("[sessions, pending-inputs]", "[pending-inputs, sessions]");
  }

  private static Caption last(List<Caption> captions) {
    return captions.get(captions.size() - 1);
  }

  private static String golden() throws IOException {
    try (InputStream in = OperatorTopologyTest.class.getResourceAsStream("/golden/topology.txt")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
