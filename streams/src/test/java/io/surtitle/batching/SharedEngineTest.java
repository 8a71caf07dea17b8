package io.surtitle.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

  private final Bundle bundle = Bundle.load(ToyBundle.directory());
  private final Model model = Model.load(bundle, 1);
  private final Interpreter interpreter =
      new Interpreter(bundle, Policy.waitK(1), 1, bundle.manifest().targets(), 64);
  private final ExecutorService threads = Executors.newFixedThreadPool(TEXTS.size());

  @AfterEach
  void close() {
    threads.shutdownNow();
    model.close();
  }

  @Test
  void everyThreadGetsItsOwn() throws Exception {
    List<List<List<Update>>> expected =
        TEXTS.stream().map(text -> translator().advance(turn(text))).toList();
    SharedEngine shared = new SharedEngine(this::translator);

    List<Future<List<List<Update>>>> futures =
        TEXTS.stream().map(text -> threads.submit(() -> run(shared.share(), turn(text)))).toList();
    List<List<List<Update>>> actual = new ArrayList<>();
    for (Future<List<List<Update>>> each : futures) {
      actual.add(each.get());
    }

    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void whoeverStepsStepsForAll() {
    SharedEngine shared = new SharedEngine(this::translator);
    Engine one = shared.share();
    Engine other = shared.share();
    List<Turn> turns = turn("What a shot!");
    one.begin(turns.get(0));
    other.begin(turn("What a shot!").get(0));

    int steps = 0;
    for (; one.step().isEmpty(); ) {
      steps++;
    }

    assertThat(steps).isGreaterThan(1);
    assertThat(other.step()).hasSize(1);
  }

  @Test
  void failedRunFailsForAllWhoseTurnsWereInIt() {
    Turn bad = turn(Broken.WORD).get(0);
    SharedEngine shared = new SharedEngine(() -> new Broken(translator()));
    Engine one = shared.share();
    Engine other = shared.share();
    one.begin(turn("What").get(0));
    other.begin(bad);

    assertThatThrownBy(one::step).hasMessage("cannot run");
    assertThatThrownBy(other::step).hasMessage("cannot run");
    assertThat(one.step()).isEmpty();
  }

  @Test
  void failureIsForgottenWithTheTurnsItSpoilt() {
    SharedEngine shared = new SharedEngine(() -> new Broken(translator()));
    Engine one = shared.share();
    Engine other = shared.share();
    List<Turn> turns = turn("What");
    one.begin(turns.get(0));
    other.begin(turn(Broken.WORD).get(0));
    assertThatThrownBy(other::step).hasMessage("cannot run");

    one.forget(turns);

    assertThat(run(one, turn("What"))).hasSize(1);
  }

  @Test
  void whatRunsAloneFailsAlone() {
    SharedEngine shared = new SharedEngine(() -> new Broken(translator()));
    Engine one = shared.share();
    Engine other = shared.share();

    assertThatThrownBy(() -> other.advance(turn(Broken.WORD))).hasMessage("cannot run");

    assertThat(run(one, turn("What"))).hasSize(1);
  }

  @Test
  void forgottenTurnsAreNotStepped() {
    SharedEngine shared = new SharedEngine(this::translator);
    Engine one = shared.share();
    List<Turn> turns = turn("What");
    one.begin(turns.get(0));

    one.forget(turns);

    assertThat(one.step()).isEmpty();
  }

  private Translator translator() {
    return new Translator(model, interpreter);
  }

  private static List<List<Update>> run(Engine engine, List<Turn> turns) {
    turns.forEach(engine::begin);
    List<Engine.Done> done = List.of();
    while (done.isEmpty()) {
      done = engine.step();
    }
    return done.stream().map(Engine.Done::updates).toList();
  }

  /** Cannot run a certain word. */
  private static final class Broken extends ForwardingEngine {
    static final String WORD = "poison";

    private boolean poisoned;

    Broken(Engine engine) {
      super(engine);
    }

    @Override
    public void begin(Turn turn) {
      poisoned |= turn.input().text().equals(WORD);
      super.begin(turn);
    }

    @Override
    public List<Done> step() {
      if (poisoned) {
        throw new IllegalStateException("cannot run");
      }
      return super.step();
    }

    @Override
    public void forget(Collection<Turn> turns) {
      poisoned = false;
      super.forget(turns);
    }
  }

  private List<Turn> turn(String text) {
    return List.of(new Turn(interpreter.fresh(-1, -1), new Input(text, false, 0, -1, -1, 0)));
  }
}
