package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the meters say of the topology at work. */
class TaskMetersTest {
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
  void wordsAreCounted() {
    bench.say("game", "What", " a  shot! ");

    assertThat(counter("surtitle.words")).isEqualTo(3);
  }

  @Test
  void captionsAreCountedByLanguageAndStatus() {
    bench.say("game", "What", "a", "shot!");
    bench.settle();

    int partial = bench.captions("fr").size() - 1;

    assertThat(captions("fr", "partial")).isEqualTo(partial).isPositive();
    assertThat(captions("fr", "final")).isEqualTo(1);
    assertThat(captions("de", "final")).isEqualTo(1);
  }

  @Test
  void partsOfLatencyAddUp() {
    bench.say("game", "What a shot!"); // appended at the start, as all that is said
    bench.pass(Duration.ofMillis(30));
    bench.pass(Duration.ofMillis(500));
    bench.say("game", "What a pass!"); // and so taken from Kafka late
    bench.pass(Duration.ofMillis(20));

    assertThat(millis(latency())).isEqualTo(30 + 550);
    assertThat(latency().count()).isEqualTo(2);
    assertThat(millis(part("queue"))).isEqualTo(530);
    assertThat(millis(part("batch"))).isEqualTo(30 + 20);
    assertThat(millis(part("run"))).isZero(); // the clock stands still meanwhile
  }

  @Test
  void silenceIsNoLatency() {
    bench.say("game", "What a");
    bench.settle();
    long before = latency().count();

    bench.pass(Toy.SILENCE.plusMillis(1));

    assertThat(captions("fr", "final")).isEqualTo(1);
    assertThat(latency().count()).isEqualTo(before);
  }

  @Test
  void gaugesTellWhatWaits() {
    bench.say("game", "What");
    bench.pass(Duration.ofSeconds(1));

    bench.say("game", "a", "shot!"); // appended a second ago
    bench.pass(Duration.ofMillis(2)); // others may join

    assertThat(gauge("surtitle.pending.inputs")).isEqualTo(2);
    assertThat(gauge("surtitle.sessions")).isEqualTo(1);
    assertThat(gauge("surtitle.stream.lag")).isEqualTo(1.002);
    assertThat(gauge("surtitle.pending.age")).isEqualTo(0.002);
  }

  @Test
  void nothingWaitsOnceItsTurnHasCome() {
    gaugesTellWhatWaits();

    bench.settle();

    assertThat(gauge("surtitle.pending.inputs")).isZero();
    assertThat(gauge("surtitle.stream.lag")).isZero();
    assertThat(gauge("surtitle.pending.age")).isZero();
    assertThat(gauge("surtitle.under.way")).isZero();
  }

  @Test
  void failedWaveCountsNothingTwice() {
    bench.say("game", "What a shot!");
    bench.say("other", FaultyOperator.WORD);
    bench.settle();

    assertThat(counter("surtitle.words")).isEqualTo(4);
    assertThat(captions("fr", "final")).isEqualTo(1);
    assertThat(latency().count()).isEqualTo(1);
    assertThat(deadLetters("inference-failed")).isEqualTo(1);
    assertThat(gauge("surtitle.under.way")).isZero();
  }

  @Test
  void deadLettersAreCountedByReason() {
    bench.send(Bench.bytes("game"), Bench.bytes(""), Map.of());

    assertThat(deadLetters("empty")).isEqualTo(1);
    assertThat(deadLetters("too-large")).isZero();
    assertThat(counter("surtitle.words")).isZero();
  }

  @Test
  void everyUtteranceIsMeasuredOnce() {
    bench.say("game", "What a shot!");
    bench.settle();
    int tokens = Toy.BUNDLE.tokenizer().encode("What a shot!").length + 1; // its end

    assertThat(bench.registry.get("surtitle.utterance.tokens").summary().count()).isEqualTo(1);
    assertThat(bench.registry.get("surtitle.utterance.tokens").summary().totalAmount())
        .isEqualTo(tokens);
  }

  @Test
  void wavesAreCounted() {
    bench.say("game", "What a shot!");
    bench.settle();

    assertThat(bench.registry.get("surtitle.wave").timer().count())
        .isEqualTo(bench.faults.waves().size());
  }

  private double captions(String language, String status) {
    return bench
        .registry
        .get("surtitle.captions")
        .tags("language", language, "status", status)
        .counter()
        .count();
  }

  private double deadLetters(String reason) {
    return bench.registry.get("surtitle.dead.letters").tag("reason", reason).counter().count();
  }

  private double counter(String name) {
    return bench.registry.get(name).counter().count();
  }

  private double gauge(String name) {
    return bench.registry.get(name).gauge().value();
  }

  private Timer latency() {
    return bench.registry.get("surtitle.caption.latency").timer();
  }

  private Timer part(String part) {
    return bench.registry.get("surtitle.caption.latency.part").tag("part", part).timer();
  }

  private static double millis(Timer timer) {
    return timer.totalTime(TimeUnit.MILLISECONDS);
  }
}
