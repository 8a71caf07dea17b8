package io.surtitle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.GraphBatch;
import io.surtitle.inference.Model;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedEngineTest {
  private static final List<String> TEXTS =
      List.of("What a shot!", "It is over.", "He is there.", "They lead by two.");

  private static final Turn<Update> POISON = new Rowless(false, List.of());

  private final Bundle bundle = Bundle.load(ToyBundle.directory());
  private final Model model = Model.load(bundle, 1);
  private final Translate translate =
      new Translate(bundle, Policy.waitK(1), 1, bundle.manifest().targets(), 64);
  private final ExecutorService threads = Executors.newFixedThreadPool(TEXTS.size());

  @AfterEach
  void close() {
    threads.shutdownNow();
    model.close();
  }

  @Test
  void everyThreadGetsItsOwn() throws Exception {
    List<List<Update>> expected = TEXTS.stream().map(text -> run(engine(), turn(text))).toList();
    SharedEngine shared = new SharedEngine(this::engine);

    List<Future<List<Update>>> futures =
        TEXTS.stream().map(text -> threads.submit(() -> run(shared.share(), turn(text)))).toList();
    List<List<Update>> actual = new ArrayList<>();
    for (Future<List<Update>> each : futures) {
      actual.add(each.get());
    }

    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void whoeverStepsStepsForAll() {
    SharedEngine shared = new SharedEngine(this::engine);
    Engine one = shared.share();
    Engine other = shared.share();
    one.begin(turn("What a shot!"));
    other.begin(turn("What a shot!"));

    int steps = 0;
    for (; one.step().isEmpty(); ) {
      steps++;
    }

    assertThat(steps).isGreaterThan(1);
    assertThat(other.step()).hasSize(1);
  }

  @Test
  void beginningWaitsForNoRun() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    SharedEngine shared = new SharedEngine(() -> new Slow(engine(), runs, begun));
    Engine one = shared.share();
    Engine other = shared.share();
    one.begin(turn("What"));
    Future<?> step = threads.submit(one::step);
    runs.await();

    other.begin(turn("What a shot!"));

    begun.countDown();
    step.get();
    assertThat(finish(other)).hasSize(1);
  }

  @Test
  void equalTurnsOfDifferentThreadsAreNotTheSame() {
    SharedEngine shared = new SharedEngine(this::engine);
    Engine one = shared.share();
    Engine other = shared.share();
    Engine third = shared.share();
    Turn<Update> forgotten = new Rowless(true, List.of());
    one.begin(new Rowless(true, List.of()));
    other.begin(new Rowless(true, List.of()));
    third.begin(forgotten);

    third.forget(List.of(forgotten));

    assertThat(one.step()).hasSize(1);
    assertThat(other.step()).hasSize(1);
    assertThat(third.step()).isEmpty();
  }

  @Test
  void failedRunFailsForAllWhoseTurnsWereInIt() {
    SharedEngine shared = new SharedEngine(() -> new Broken(engine()));
    Engine one = shared.share();
    Engine other = shared.share();
    one.begin(turn("What"));
    other.begin(POISON);

    assertThatThrownBy(one::step).hasMessage("cannot run");
    assertThatThrownBy(other::step).hasMessage("cannot run");
    assertThat(one.step()).isEmpty();
  }

  @Test
  void failureIsForgottenWithTheTurnsItSpoilt() {
    SharedEngine shared = new SharedEngine(() -> new Broken(engine()));
    Engine one = shared.share();
    Engine other = shared.share();
    Turn<Update> turn = turn("What");
    one.begin(turn);
    other.begin(POISON);
    assertThatThrownBy(other::step).hasMessage("cannot run");

    one.forget(List.of(turn));

    assertThat(run(one, turn("What a shot!"))).hasSize(3);
  }

  @Test
  void whatRunsAloneFailsAlone() {
    SharedEngine shared = new SharedEngine(() -> new Broken(engine()));
    Engine one = shared.share();
    Engine other = shared.share();

    assertThatThrownBy(() -> other.run(List.of(POISON))).hasMessage("cannot run");

    assertThat(run(one, turn("What a shot!"))).hasSize(3);
  }

  @Test
  void forgottenTurnsAreNotStepped() {
    SharedEngine shared = new SharedEngine(this::engine);
    Engine one = shared.share();
    Turn<Update> turn = turn("What");
    one.begin(turn);

    one.forget(List.of(turn));

    assertThat(one.step()).isEmpty();
  }

  private Engine engine() {
    return new WaveEngine(model, translate.graphs());
  }

  private static List<Update> run(Engine engine, Turn<Update> turn) {
    engine.begin(turn);
    assertThat(finish(engine)).isNotEmpty();
    return turn.outputs();
  }

  private static List<Turn<?>> finish(Engine engine) {
    List<Turn<?>> done = List.of();
    while (done.isEmpty()) {
      done = engine.step();
    }
    return done;
  }

  private Turn<Update> turn(String text) {
    return translate.begin(
        "s", translate.fresh(Taken.nothing()), Input.of(text, false, 0, -1, -1, 0));
  }

  /** Cannot run a certain turn. */
  private static final class Broken extends ForwardingEngine {
    private boolean poisoned;

    Broken(Engine engine) {
      super(engine);
    }

    @Override
    public void begin(Turn<?> turn) {
      poisoned |= turn == POISON;
      super.begin(turn);
    }

    @Override
    public List<Turn<?>> step() {
      if (poisoned) {
        throw new IllegalStateException("cannot run");
      }
      return super.step();
    }

    @Override
    public void forget(Collection<? extends Turn<?>> turns) {
      poisoned = false;
      super.forget(turns);
    }
  }

  /** Its first run lasts until something has begun meanwhile. */
  private static final class Slow extends ForwardingEngine {
    private final CountDownLatch runs;
    private final CountDownLatch begun;

    Slow(Engine engine, CountDownLatch runs, CountDownLatch begun) {
      super(engine);
      this.runs = runs;
      this.begun = begun;
    }

    @Override
    public List<Turn<?>> step() {
      runs.countDown();
      try {
        begun.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return super.step();
    }
  }

  /** Needs no row. */
  private record Rowless(boolean isDone, List<Update> outputs) implements Turn<Update> {
    @Override
    public void ask(String graph, GraphBatch batch) {}

    @Override
    public void take(String graph, GraphBatch batch, int first, int count) {}
  }
}
