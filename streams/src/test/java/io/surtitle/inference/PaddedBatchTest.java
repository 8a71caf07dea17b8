package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.ToyBundle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are padded to a few sizes: nothing comes of the rows that are added. */
class PaddedBatchTest {
  private static final int MEMORY = 5;

  private final Random random = new Random(7);
  private final List<Model> models = new ArrayList<>();
  private final List<Map<String, Integer>> runs = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();

  @AfterEach
  void close() {
    models.forEach(Model::close);
  }

  private Model load(Path bundle, boolean padded) {
    RunSettings settings =
        new RunSettings(
            1,
            DeviceChoice.CPU,
            CudaSettings.DEFAULT,
            new Batching.Overrides(null, null, padded, null));
    RunObserver observer =
        (graph, axes, rows, nanos) -> {
          runs.add(axes);
          asked.add(rows);
        };
    Model model = Model.load(Bundle.load(bundle), settings, observer);
    models.add(model);
    return model;
  }

  @Test
  void sizesAreFew() {
    Batching gpu = Batching.GPU;

    assertThat(IntStream.rangeClosed(1, 4096).map(gpu::padded).distinct())
        .containsExactly(64, 128, 256, 512, 1024, 2048, 3072, 4096);
    assertThat(IntStream.rangeClosed(1, 5000).allMatch(rows -> gpu.padded(rows) >= rows)).isTrue();
    assertThat(Batching.CPU.padded(13)).isEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 63, 64, 65, 200})
  void rowsOfTheToyAreTheSameToTheBit(int rows) {
    Model padded = load(ToyBundle.directory(), true);
    Model plain = load(ToyBundle.directory(), false);
    byte[][] states = states(rows, padded.graph("encoder").spec());
    byte[] memory = bytes(MEMORY * padded.graph("encoder").spec().output("memory").width());

    assertThat(encode(padded.graph("encoder"), states))
        .isDeepEqualTo(encode(plain.graph("encoder"), states));
    assertThat(decode(padded.graph("decoder"), states, memory))
        .isDeepEqualTo(decode(plain.graph("decoder"), states, memory));
    assertThat(runs.get(0)).containsEntry("sessions", Batching.GPU.padded(rows));
    assertThat(runs.get(2)).containsEntry("rows", Batching.GPU.padded(rows));
    assertThat(runs.get(3)).containsEntry("rows", rows);
    assertThat(asked).containsOnly(rows);
  }

  @Test
  void aRowIsTheSameHoweverManyAreBesideIt() {
    Graph encoder = load(ToyBundle.directory(), true).graph("encoder");
    byte[][] states = states(64, encoder.spec());

    byte[] alone = encode(encoder, new byte[][] {states[0]})[0];

    assertThat(alone).isEqualTo(encode(encoder, states)[0]);
  }

  /** One token for each state; returns memories and new states. */
  private static byte[][] encode(Graph encoder, byte[][] states) {
    GraphBatch batch = encoder.batch();
    for (int row = 0; row < states.length; row++) {
      batch.add(states[row]).chunk("tokens", 300 + row % 50);
    }
    return results(batch, states, "memory", encoder.spec().output("memory").width() * Float.BYTES);
  }

  private static byte[][] decode(Graph decoder, byte[][] states, byte[] memory) {
    GraphBatch batch = decoder.batch();
    int first = batch.share("memory", memory, MEMORY);
    int second = batch.share("memory", memory, MEMORY - 1);
    for (int row = 0; row < states.length; row++) {
      batch
          .add(states[row])
          .set("token", 1 + row % 7)
          .set("language", row % 2)
          .set("session", row % 2 == 0 ? first : second)
          .set("visible", MEMORY - row % 2);
    }
    return results(batch, states, "top_scores", 4 * Float.BYTES);
  }

  private static byte[][] results(GraphBatch batch, byte[][] states, String output, int bytes) {
    batch.run();
    byte[][] results = new byte[states.length][];
    for (int row = 0; row < states.length; row++) {
      byte[] state = new byte[states[row].length];
      batch.keepState(row, state);
      ByteBuffer result = ByteBuffer.allocate(bytes + state.length);
      batch.read(output, row, result.array(), 0);
      results[row] = result.put(bytes, state).array();
    }
    batch.clear();
    return results;
  }

  @Test
  void ownMemoryConstantsAndLengthsAreRepeated() {
    Model model = load(RoleBundle.directory(), true);
    GraphBatch batch = model.graph("shared").batch();
    byte[] none = {};
    int one = batch.share("memory", RoleBundle.floats(1, 2, 3), 1);
    int two = batch.share("memory", RoleBundle.floats(1, 1, 1, 10, 20, 30), 2);
    batch.add(none).set("which", two).add(none).set("which", one).run();

    assertThat(sum(batch, 0)).containsExactly(11, 21, 31);
    assertThat(sum(batch, 1)).containsExactly(1, 2, 3);
  }

  private static float[] sum(GraphBatch batch, int row) {
    float[] sum = new float[3];
    batch.read("sum", row, sum);
    return sum;
  }

  private byte[][] states(int rows, GraphSpec spec) {
    return IntStream.range(0, rows)
        .mapToObj(row -> bytes(spec.stateBytes() / Float.BYTES))
        .toArray(byte[][]::new);
  }

  private byte[] bytes(int floats) {
    ByteBuffer bytes = ByteBuffer.allocate(floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(random.nextFloat() - 0.5f);
    }
    return bytes.array();
  }
}
