package io.surtitle.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedEngineTest {
  private static final List<String> TEXTS =
      List.of("What a shot!", "It is over.", "He is there.", "They lead by two.");

  private final Bundle bundle = Bundle.load(ToyBundle.directory());
  private final Model model = Model.load(bundle, 1);
  private final Interpreter interpreter =
      new Interpreter(bundle, Policy.waitK(1), 1, bundle.manifest().targets(), 64);
  private final Translator translator = new Translator(model, interpreter);
  private final ExecutorService threads = Executors.newFixedThreadPool(TEXTS.size());

  @AfterEach
  void close() {
    threads.shutdownNow();
    model.close();
  }

  @Test
  void everyThreadGetsItsOwn() throws Exception {
    List<List<List<Update>>> expected =
        TEXTS.stream().map(text -> translator.advance(turn(text))).toList();

    List<List<List<Update>>> actual = new ArrayList<>();
    for (Future<List<List<Update>>> each : submit(new SharedEngine(translator))) {
      actual.add(each.get());
    }

    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void whatGathersDuringARunIsRunTogether() throws Exception {
    List<Integer> runs = new ArrayList<>();
    CountDownLatch gathered = new CountDownLatch(1);
    AtomicInteger arrived = new AtomicInteger();
    SharedEngine shared =
        new SharedEngine(
            turns -> {
              runs.add(turns.size());
              awaitUninterrupted(gathered);
              return translator.advance(turns);
            });

    List<Thread> callers = new ArrayList<>();
    for (String text : TEXTS) {
      Thread caller =
          new Thread(
              () -> {
                shared.advance(turn(text));
                arrived.incrementAndGet();
              });
      caller.start();
      callers.add(caller);
      await().until(() -> caller.getState() == Thread.State.WAITING);
    }
    gathered.countDown();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(arrived).hasValue(TEXTS.size());
    assertThat(runs).containsExactly(1, TEXTS.size() - 1);
  }

  @Test
  void failureReachesWhoeverWasInTheRun() {
    SharedEngine shared =
        new SharedEngine(
            turns -> {
              throw new IllegalStateException("cannot run");
            });

    assertThatThrownBy(() -> shared.advance(turn("What")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot run");
  }

  private List<Future<List<List<Update>>>> submit(Engine engine) {
    return TEXTS.stream().map(text -> threads.submit(() -> engine.advance(turn(text)))).toList();
  }

  private List<Turn> turn(String text) {
    return List.of(new Turn(interpreter.fresh(-1, -1), new Input(text, false, 0, -1, -1, 0)));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
