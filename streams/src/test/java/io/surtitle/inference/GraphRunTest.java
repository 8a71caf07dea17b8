package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class GraphRunTest {

  private static final Model MODEL = Model.load(Bundle.load(ToyBundle.directory()), 1);
  private static final Graph ENCODER = MODEL.graph("encoder");
  private static final int WIDTH = ENCODER.spec().output("memory").width();

  // The last bits of a row may depend on the number of rows beside it.
  private static final Offset<Float> LAST_BITS = within(1e-5f);

  private final GraphRun run = new GraphRun(ENCODER);
  private final Random random = new Random(7);

  @AfterAll
  static void close() {
    MODEL.close();
  }

  /** One session's tokens and states, and after a run its memory and next states. */
  private record Row(List<Integer> tokens, List<FloatBuffer> states) {}

  private record Result(FloatBuffer memory, List<FloatBuffer> states) {}

  @Test
  void buffersAreReusedWhenBatchesGrowAndShrink() {
    List<Row> rows = randomRows(40);
    List<Result> alone = rows.stream().map(row -> encode(List.of(row)).get(0)).toList();

    for (int size : new int[] {1, 3, 40, 2, 17, 40, 1}) {
      List<Result> together = encode(rows.subList(0, size));

      assertSame(together, alone.subList(0, size));
    }
  }

  @Test
  void permutedRowsGiveTheSameRows() {
    List<Row> rows = randomRows(16);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 16).boxed().toList());
    Collections.shuffle(order, random);

    List<Result> straight = encode(rows);
    List<Result> permuted = encode(order.stream().map(rows::get).toList());

    assertSame(permuted, order.stream().map(straight::get).toList());
  }

  @Test
  void stepsWithCarriedStateEqualOneRun() {
    Row whole = new Row(List.of(300, 310, 320, 330), zeros());
    Result once = encode(List.of(whole)).get(0);

    Result first = encode(List.of(new Row(List.of(300, 310), zeros()))).get(0);
    Result second = encode(List.of(new Row(List.of(320, 330), first.states()))).get(0);

    assertClose(first.memory(), once.memory().slice(0, 2 * WIDTH));
    assertClose(second.memory(), once.memory().slice(2 * WIDTH, 2 * WIDTH));
    assertSame(List.of(new Result(second.memory(), once.states())), List.of(second));
  }

  @Test
  void inputIsClearedAndAsLargeAsItsShape() {
    run.floats("state0", 50, 32).put(1f);

    FloatBuffer smaller = run.floats("state0", 2, 32);

    assertThat(smaller.position()).isZero();
    assertThat(smaller.remaining()).isEqualTo(64);
  }

  @Test
  void inputThatIsNotAskedForAgainKeepsItsValues() {
    Result first = encode(List.of(randomRows(1).get(0))).get(0);

    run.run();

    assertThat(memory(run, 0, first.memory().capacity() / WIDTH)).isEqualTo(first.memory());
  }

  @Test
  void outputCannotBeWritten() {
    encode(randomRows(1));

    assertThat(run.floatOutput("memory").isReadOnly()).isTrue();
  }

  @Test
  void runsOfOneGraphShareNothing() throws InterruptedException {
    List<Row> rows = randomRows(8);
    List<Result> expected = encode(rows);
    List<List<Result>> results = Collections.synchronizedList(new ArrayList<>());
    Runnable work =
        () -> {
          GraphRun own = new GraphRun(ENCODER);
          for (int i = 0; i < 50; i++) {
            results.add(encode(own, rows));
          }
        };

    List<Thread> threads = List.of(new Thread(work), new Thread(work), new Thread(work));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(results).hasSize(150);
    results.forEach(result -> assertSame(result, expected));
  }

  @Test
  void refusesWrongInput() {
    assertThatThrownBy(() -> run.floats("tokens", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "encoder has no tokens of float32, only [tokens int64[sessions,time],");
    assertThatThrownBy(() -> run.longs("words", 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.ints("lengths", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lengths is int32[sessions] and cannot have the shape [1, 1]");
    assertThatThrownBy(() -> run.ints("lengths", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run.floats("state0", 1, 33))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesToRunWithoutAnInput() {
    run.longs("tokens", 1, 1);

    assertThatThrownBy(run::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the input lengths was never filled");
  }

  @Test
  void refusesInputsThatDisagree() {
    encode(randomRows(2));
    run.longs("tokens", 3, 1);

    assertThatThrownBy(run::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lengths has 2 sessions where another input has 3");
  }

  @Test
  void failureNamesTheGraph() {
    GraphRun decoder = new GraphRun(MODEL.graph("decoder"));
    decoder.longs("token", 1).put(1_000_000);
    decoder.longs("language", 1).put(0);
    decoder.longs("session", 1).put(0);
    decoder.longs("visible", 1).put(1);
    decoder.floats("memory", 1, 1, WIDTH);
    MODEL.graph("decoder").spec().states().forEach(state -> decoder.floats(state.input(), 1, 32));

    assertThatThrownBy(decoder::run)
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith("The graph decoder failed: ");
  }

  private List<Result> encode(List<Row> rows) {
    return encode(run, rows);
  }

  private static List<Result> encode(GraphRun run, List<Row> rows) {
    fill(run, rows);
    run.run();
    int time = time(rows);
    List<Result> results = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      FloatBuffer memory = memory(run, row * time, rows.get(row).tokens().size());
      results.add(new Result(memory, nextStates(run, row)));
    }
    return results;
  }

  private static void fill(GraphRun run, List<Row> rows) {
    var tokens = run.longs("tokens", rows.size(), time(rows));
    var lengths = run.ints("lengths", rows.size());
    for (Row row : rows) {
      lengths.put(row.tokens().size());
      for (int i = 0; i < time(rows); i++) {
        tokens.put(i < row.tokens().size() ? row.tokens().get(i) : 0);
      }
    }
    for (int i = 0; i < ENCODER.spec().states().size(); i++) {
      String name = ENCODER.spec().states().get(i).input();
      FloatBuffer state = run.floats(name, rows.size(), ENCODER.spec().stateSizes().get(i));
      for (Row row : rows) {
        state.put(row.states().get(i).duplicate());
      }
    }
  }

  private static int time(List<Row> rows) {
    return rows.stream().mapToInt(row -> row.tokens().size()).max().orElseThrow();
  }

  private static FloatBuffer memory(GraphRun run, int start, int length) {
    return copy(run.floatOutput("memory").slice(start * WIDTH, length * WIDTH));
  }

  private static List<FloatBuffer> nextStates(GraphRun run, int row) {
    List<FloatBuffer> states = new ArrayList<>();
    for (int i = 0; i < ENCODER.spec().states().size(); i++) {
      int size = ENCODER.spec().stateSizes().get(i);
      FloatBuffer rows = run.floatOutput(ENCODER.spec().states().get(i).output());
      states.add(copy(rows.slice(row * size, size)));
    }
    return states;
  }

  private static FloatBuffer copy(FloatBuffer view) {
    return FloatBuffer.allocate(view.remaining()).put(view).flip();
  }

  private static List<FloatBuffer> zeros() {
    return ENCODER.spec().stateSizes().stream().map(FloatBuffer::allocate).toList();
  }

  private List<Row> randomRows(int count) {
    return Stream.generate(this::randomRow).limit(count).toList();
  }

  private Row randomRow() {
    List<FloatBuffer> states = zeros();
    for (FloatBuffer state : states) {
      for (int i = 0; i < state.limit(); i++) {
        state.put(i, random.nextFloat() - 0.5f);
      }
    }
    return new Row(random.ints(1 + random.nextInt(6), 4, 400).boxed().toList(), states);
  }

  private static void assertSame(List<Result> actual, List<Result> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertClose(actual.get(i).memory(), expected.get(i).memory());
      for (int j = 0; j < actual.get(i).states().size(); j++) {
        assertClose(actual.get(i).states().get(j), expected.get(i).states().get(j));
      }
    }
  }

  private static void assertClose(FloatBuffer actual, FloatBuffer expected) {
    assertThat(actual.limit()).isEqualTo(expected.limit());
    for (int i = 0; i < actual.limit(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), LAST_BITS);
    }
  }
}
