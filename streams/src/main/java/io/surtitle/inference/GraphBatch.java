package io.surtitle.inference;

import java.util.Map;

/**
 * Rows of many turns for one run of a graph, each with its states. What an input gets is told by
 * the manifest: see {@link io.surtitle.bundle.Role}.
 *
 * <p>For each run: {@link #share} memory, {@link #add} rows and give each its values and chunks,
 * {@link #run}, read the results of every row, {@link #clear}. Bytes are little-endian, as on every
 * machine that ONNX Runtime is built for.
 *
 * <p>There is one for each thread and graph, {@link Graph#batch}. Not thread-safe.
 */
public final class GraphBatch {
  private final String graph;
  private final GraphRun run;
  private final BatchPlan plan;
  private final RowStates rows;
  private boolean ran;

  GraphBatch(Graph graph) {
    this.graph = graph.name();
    this.run = new GraphRun(graph);
    this.plan = new BatchPlan(graph.spec(), run);
    this.rows = new RowStates(graph.spec().stateBytes(), graph.batching());
  }

  /** How many rows it has. */
  public int rows() {
    return rows.rows();
  }

  /**
   * Adds memory that rows may share, for an input whose role is shared.
   *
   * @param memory read at the run; it may be longer
   * @param positions how many positions of it count, at least 1
   * @return its index, which the rows that use it give to the input that tells the index
   */
  public int share(String input, byte[] memory, int positions) {
    requireOpen();
    return input(input, SharedInput.class, "shared").add(memory, positions);
  }

  /**
   * Begins a row.
   *
   * @param state all states in the manifest's order, then all carried tails in the order of the
   *     inputs, with the graph's element types; as long as {@link
   *     io.surtitle.bundle.GraphSpec#stateBytes} says, zeros at first; read at the run
   */
  public GraphBatch add(byte[] state) {
    requireOpen();
    rows.add(state);
    return this;
  }

  /** Gives an integer to an input of the newest row. */
  public GraphBatch set(String input, long value) {
    input(input, ValueInput.class, "value").put(newest(), value);
    return this;
  }

  /** Gives numbers to a float32 input of the newest row, as many as its fixed axes hold. */
  public GraphBatch set(String input, float... values) {
    input(input, ValueInput.class, "value").put(newest(), values);
    return this;
  }

  /** Gives bytes to an input of any type of the newest row, as many as its fixed axes hold. */
  public GraphBatch set(String input, byte[] raw) {
    input(input, ValueInput.class, "value").put(newest(), raw);
    return this;
  }

  /** Gives a chunk of integers to an input of the newest row; they are copied. */
  public GraphBatch chunk(String input, long... values) {
    chunk(input).put(newest(), values);
    return this;
  }

  /** Gives a chunk of float32, without the carried tail, to an input of the newest row. */
  public GraphBatch chunk(String input, float[] values) {
    chunk(input).put(newest(), values);
    return this;
  }

  /**
   * Runs the graph.
   *
   * @throws IllegalStateException if there is no row, or an input has nothing from one of them
   * @throws InferenceException if ONNX Runtime fails
   */
  public void run() {
    requireOpen();
    if (rows.rows() == 0) {
      throw new IllegalStateException(graph + " has no row to run");
    }
    plan.inputs().values().forEach(input -> input.fill(run, rows));
    run.run(rows.rows());
    plan.outputs().values().forEach(BatchOutput::refresh);
    ran = true;
  }

  /** The first element of a row of an integer output. */
  public long value(String output, int row) {
    return output(output, row).value(row);
  }

  /** Reads a row of an integer output, all of it. */
  public void read(String output, int row, long[] into) {
    output(output, row).read(row, into);
  }

  /**
   * Reads a row of a float32 output, all of it.
   *
   * @throws NonFiniteException if a number is not finite
   */
  public void read(String output, int row, float[] into) {
    output(output, row).read(row, into);
  }

  /**
   * Reads the bytes of a row of any output. Where its axis 1 is that of a chunk with lengths, these
   * are only the positions that the row brought.
   *
   * @param at where in the array they begin
   * @throws NonFiniteException if a number is not finite
   */
  public void read(String output, int row, byte[] into, int at) {
    output(output, row).read(row, into, at);
  }

  /**
   * Writes a row's successor states, and the end of its chunks where that is carried.
   *
   * @param state as in {@link #add}; may be the same array
   * @throws NonFiniteException if a number is not finite; the array is spoilt then
   */
  public void keepState(int row, byte[] state) {
    requireRow(row);
    rows.requireSize(state);
    for (StateInput input : plan.states()) {
      input.keep(row, state);
    }
    for (FixedChunkInput input : plan.carried()) {
      input.keep(run, row, state);
    }
  }

  /** Forgets all rows and what they share; the buffers stay. */
  public void clear() {
    rows.clear();
    plan.inputs().values().forEach(BatchInput::clear);
    ran = false;
  }

  private int newest() {
    requireOpen();
    if (rows.rows() == 0) {
      throw new IllegalStateException(graph + " has no row yet");
    }
    return rows.rows() - 1;
  }

  private void requireOpen() {
    if (ran) {
      throw new IllegalStateException(graph + " has run and was not cleared");
    }
  }

  private void requireRow(int row) {
    if (!ran) {
      throw new IllegalStateException(graph + " has not run");
    }
    if (row < 0 || row >= rows.rows()) {
      throw new IndexOutOfBoundsException(
          "%s has %d rows, so no row %d".formatted(graph, rows.rows(), row));
    }
  }

  private RowInput chunk(String name) {
    BatchInput input = find(plan.inputs(), name, "input");
    if (input instanceof RaggedInput || input instanceof FixedChunkInput) {
      return (RowInput) input;
    }
    throw wrongRole(name, "chunk");
  }

  private <T extends BatchInput> T input(String name, Class<T> kind, String role) {
    BatchInput input = find(plan.inputs(), name, "input");
    if (!kind.isInstance(input)) {
      throw wrongRole(name, role);
    }
    return kind.cast(input);
  }

  private IllegalArgumentException wrongRole(String name, String role) {
    return new IllegalArgumentException(
        "the input %s of %s has not the role %s".formatted(name, graph, role));
  }

  private BatchOutput output(String name, int row) {
    requireRow(row);
    return find(plan.outputs(), name, "output");
  }

  private <T> T find(Map<String, T> all, String name, String kind) {
    T found = all.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "%s has no %s '%s' to be given or read, only %s"
              .formatted(graph, kind, name, all.keySet()));
    }
    return found;
  }
}
