package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** The processor alone, with stores that outlive it: what a task that starts again finds. */
class PipelineProcessorTest extends ProcessorFixture {
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
    assertThat(registry.get("surtitle.sessions.rebuilt").counter().count()).isEqualTo(1);
    assertThat(registry.get("surtitle.rows.rebuilt").counter().count()).isPositive();
  }

  @Test
  void aSessionThatIsInMemoryIsNotRebuilt() {
    say("game", "What a");
    tick(START);
    say("game", "shot!");
    tick(START);

    assertThat(registry.get("surtitle.sessions.rebuilt").counter().count()).isZero();
  }

  @Test
  void aStreamThatEndsLeavesNothingInTheStore() {
    say("game", "What a");
    tick(START);
    assertThat(sessions.get(SessionKey.journal("game"))).isNotNull();

    tick(START + Toy.SETTINGS.limits().idle().toMillis() + 1);
    tick(START + 2 * Toy.SETTINGS.limits().idle().toMillis() + 2);

    assertThat(sessions.get(SessionKey.journal("game"))).isNull();
    assertThat(sessions.get(SessionKey.snapshot("game"))).isNull();
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
    byte[] bytes = Objects.requireNonNull(sessions.get(SessionKey.journal("game")));
    bytes[1] ^= 1;
    sessions.put(SessionKey.journal("game"), bytes);
    restart();
    offset = 0;
    say("game", "What a");
    say("game", "shot!");
    tick(START);

    assertThat(last().source()).isEqualTo("shot!");
  }
}
