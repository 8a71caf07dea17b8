package io.surtitle.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
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

  @ParameterizedTest
  @MethodSource
  void badInputIsADeadLetterAndTheStreamGoesOn(
      String reason, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
    bench.say("game", "What a");
    bench.send(key, value, headers);
    bench.say("game", "shot!");
    bench.settle();

    List<TestRecord<byte[], byte[]>> letters = bench.deadLetters();
    assertThat(letters).hasSize(1);
    TestRecord<byte[], byte[]> letter = letters.get(0);
    assertThat(Bench.header(letter, "surtitle-error-reason")).isEqualTo(reason);
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(headers(letter)).containsAllEntriesOf(headers);
    assertThat(last(bench.captions("fr")).source())
        .isEqualTo(reason.equals("inference-failed") ? "shot!" : "What a shot!");
  }

  static Stream<Arguments> badInputIsADeadLetterAndTheStreamGoesOn() {
    byte[] game = Bench.bytes("game");
    byte[] text = Bench.bytes("hello");
    Map<String, String> none = Map.of();
    return Stream.of(
        Arguments.of("not-utf8", game, new byte[] {'a', (byte) 0xff}, Map.of("ce_id", "1")),
        Arguments.of("empty", game, Bench.bytes(" "), none),
        Arguments.of("empty", game, null, none),
        Arguments.of("too-large", game, new byte[257], none),
        Arguments.of("unknown-language", game, text, Map.of("surtitle-lang", "nl")),
        Arguments.of("bad-stream-id", Bench.bytes("a game"), text, none),
        Arguments.of("bad-stream-id", null, text, none),
        Arguments.of("bad-header", game, text, Map.of("surtitle-pts", "-5")),
        Arguments.of("bad-header", game, text, Map.of("surtitle-end", "perhaps")),
        Arguments.of("inference-failed", game, Bench.bytes("poison\u0000 "), Map.of("x", "y")));
  }

  @Test
  void deadLetterSaysWhereFromAndWhen() {
    bench.say("game", "What a");
    bench.send(Bench.bytes("game"), Bench.bytes(""), Map.of());

    TestRecord<byte[], byte[]> letter = bench.deadLetters().get(0);

    assertThat(letter.timestamp()).isEqualTo(Bench.START.toEpochMilli());
    assertThat(headers(letter))
        .containsExactly(
            entry("surtitle-error-reason", "empty"),
            entry("surtitle-error-detail", "no text, and no surtitle-end"),
            entry("surtitle-error-topic", "broadcast.text"),
            entry("surtitle-error-partition", "0"),
            entry("surtitle-error-offset", "1"),
            entry("surtitle-error-timestamp", Long.toString(Bench.START.toEpochMilli())));
  }

  @Test
  void failedWaveIsSplitDownToTheBadInput() {
    bench.say("one", "What a");
    bench.say("two", "poison");
    bench.say("three", "What a");
    bench.settle();

    assertThat(bench.faults.waves()).startsWith(3);
    assertThat(bench.faults.again()).containsExactly(1, 2, 1, 1);
    assertThat(bench.deadLetters())
        .extracting(letter -> new String(letter.key(), UTF_8))
        .containsExactly("two");
  }

  /** As where other threads have turns in the same run. */
  @Test
  void inputThatFailedInCompanyIsTriedAlone() {
    bench.faults.failNextWave();
    bench.say("one", "What a shot!");
    bench.settle();

    assertThat(bench.deadLetters()).isEmpty();
    assertThat(last(bench.captions("fr")).source()).isEqualTo("What a shot!");
  }

  @Test
  void otherStreamsOfAFailedWaveAreUntouched() {
    for (String word : new String[] {"What", "a", "shot!"}) {
      bench.say("one", word);
      bench.say("two", "poison");
      bench.say("three", word);
      bench.settle();
    }

    List<Caption> captions = bench.captions("fr");

    assertThat(of("one", captions)).isNotEmpty().isEqualTo(of("three", captions));
    assertThat(of("one", captions)).last().isEqualTo("What a shot!");
    assertThat(of("two", captions)).isEmpty();
  }

  @Test
  void utteranceOfAFailedInputEndsWithWhatWasShown() {
    bench.say("game", "What", "a", "shot");
    bench.settle();
    Caption shown = last(bench.captions("fr"));

    bench.say("game", "poison");
    bench.settle();

    List<Caption> after = bench.captions("fr");
    assertThat(after).hasSize(1);
    assertThat(after.get(0).status()).isEqualTo(Status.FINAL);
    assertThat(after.get(0).id()).isEqualTo(shown.id());
    assertThat(after.get(0).text()).isEqualTo(shown.text());
    assertThat(after.get(0).revision()).isEqualTo(shown.revision() + 1);
  }

  @Test
  void failedInputOpensNoCaption() {
    bench.say("game", "poison");
    bench.settle();

    assertThat(bench.captions("fr")).isEmpty();
    bench.pass(Toy.SILENCE.multipliedBy(2));
    assertThat(bench.captions("fr")).isEmpty();
  }

  @Test
  void anInputOnWhichTheTaskFailsTooOftenIsADeadLetterBeforeItsTurn() {
    fail(1);
    bench.say("game", "What a", "bad", "shot!");
    bench.settle();

    TestRecord<byte[], byte[]> letter = bench.deadLetters().get(0);
    assertThat(Bench.header(letter, "surtitle-error-reason")).isEqualTo("processing-failed");
    assertThat(Bench.header(letter, "surtitle-error-detail"))
        .isEqualTo("failed 3 times: java.lang.IllegalStateException: why");
    assertThat(letter.value()).isEqualTo(Bench.bytes("bad"));
    assertThat(last(bench.captions("fr")).source()).isEqualTo("What a shot!");
  }

  @Test
  void anInputThatWaitsAndOnWhichTheTaskFailsTooOftenIsADeadLetter() {
    bench.say("game", "What a", "bad", "shot!");
    fail(1);
    bench.settle();

    assertThat(bench.deadLetters()).hasSize(1);
    assertThat(bench.captions("fr"))
        .filteredOn(each -> each.status() == Status.FINAL)
        .extracting(Caption::source)
        .containsExactly("What a", "shot!");
  }

  @Test
  void aDeadLetterThatFailsTooOftenIsSentWithoutTheRecordAndThenNotAtAll() {
    fail(0);
    fail(0);
    bench.send(null, Bench.bytes("bad"), Map.of("x", "y"));
    TestRecord<byte[], byte[]> letter = bench.deadLetters().get(0);
    assertThat(letter.key()).isEmpty();
    assertThat(letter.value()).isNull();
    assertThat(headers(letter)).doesNotContainKey("x").containsEntry("surtitle-error-offset", "0");

    fail(1);
    fail(1);
    fail(1);
    bench.say("game", "bad", "What!");
    bench.settle();
    assertThat(bench.deadLetters()).isEmpty();
    assertThat(last(bench.captions("fr")).source()).isEqualTo("What!");
  }

  private void fail(long offset) {
    for (int i = 0; i < Attempts.MOST; i++) {
      bench
          .safeguards
          .attempts()
          .failed(new TaskId(0, 0), offset, new IllegalStateException("why"));
    }
  }

  private static List<String> of(String stream, List<Caption> captions) {
    return captions.stream()
        .filter(each -> each.stream().equals(stream))
        .map(Caption::source)
        .toList();
  }

  private static Caption last(List<Caption> captions) {
    return captions.get(captions.size() - 1);
  }

  private static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), new String(header.value(), UTF_8));
    }
    return headers;
  }
}
