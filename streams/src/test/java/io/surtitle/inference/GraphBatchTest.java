package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The batches of a translation bundle that states no roles. */
class GraphBatchTest {
  private static final Model MODEL = Model.load(Bundle.load(ToyBundle.directory()), 1);
  private static final Graph ENCODER = MODEL.graph("encoder");
  private static final Graph DECODER = MODEL.graph("decoder");
  private static final int WIDTH = ENCODER.spec().output("memory").width() * Float.BYTES;

  private final Random random = new Random(7);

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void encoderIsGivenTokensAndTheirLengths() {
    GraphBatch batch = new GraphBatch(ENCODER);
    byte[] one = state();
    byte[] other = state();
    batch.add(one).chunk("tokens", 300, 310, 320).add(other).chunk("tokens", 330);
    batch.run();
    byte[] memory = new byte[3 * WIDTH];
    byte[] shortMemory = new byte[WIDTH];
    batch.read("memory", 0, memory, 0);
    batch.read("memory", 1, shortMemory, 0);
    byte[] next = new byte[one.length];
    batch.keepState(0, next);

    GraphRun run = new GraphRun(ENCODER);
    run.longs("tokens", 1, 3).put(new long[] {300, 310, 320});
    run.ints("lengths", 1).put(3);
    for (int i = 0; i < 4; i++) {
      run.bytes("state" + i, 1, 32).put(one, i * 128, 128);
    }
    run.run();

    assertThat(floats(memory)).containsExactly(floats(run.floatOutput("memory")), CLOSE);
    assertThat(floats(next, 256, 32)).containsExactly(floats(run.floatOutput("new_state2")), CLOSE);
    assertThat(floats(shortMemory)).hasSize(WIDTH / Float.BYTES);
  }

  @Test
  void decoderRowsShareMemory() {
    GraphBatch batch = DECODER.batch();
    byte[] memory = bytes(6 * WIDTH);
    byte[] other = bytes(3 * WIDTH);
    byte[] state = state();
    int first = batch.share("memory", memory, 5);
    int second = batch.share("memory", other, 3);
    row(batch, state, second, 2);
    row(batch, state, first, 5);
    batch.run();
    float[] scores = new float[4];
    long[] ids = new long[4];
    batch.read("top_scores", 1, scores);
    batch.read("top_ids", 1, ids);
    assertThat(batch.value("top_ids", 1)).isEqualTo(ids[0]);
    batch.clear();

    row(batch, state, batch.share("memory", memory, 5), 5);
    batch.run();
    float[] alone = new float[4];
    batch.read("top_scores", 0, alone);

    assertThat(scores).containsExactly(alone, CLOSE);
    assertThat(batch.value("top_ids", 0)).isEqualTo(ids[0]);
    batch.clear();
  }

  private static void row(GraphBatch batch, byte[] state, int memory, int visible) {
    batch
        .add(state)
        .set("token", 1)
        .set("language", 0)
        .set("session", memory)
        .set("visible", visible);
  }

  @Test
  void refusesWhatFillsItself() {
    GraphBatch batch = new GraphBatch(ENCODER).add(state());

    assertThatThrownBy(() -> batch.set("lengths", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static final org.assertj.core.data.Offset<Float> CLOSE =
      org.assertj.core.api.Assertions.within(1e-5f);

  private byte[] state() {
    return bytes(ENCODER.spec().stateBytes());
  }

  private byte[] bytes(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(random.nextFloat() - 0.5f);
    }
    return bytes.array();
  }

  private static float[] floats(byte[] bytes) {
    return floats(bytes, 0, bytes.length / Float.BYTES);
  }

  private static float[] floats(byte[] bytes, int from, int count) {
    float[] floats = new float[count];
    ByteBuffer.wrap(bytes, from, count * Float.BYTES)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(floats);
    return floats;
  }

  private static float[] floats(java.nio.FloatBuffer buffer) {
    float[] floats = new float[buffer.remaining()];
    buffer.get(floats);
    return floats;
  }
}
