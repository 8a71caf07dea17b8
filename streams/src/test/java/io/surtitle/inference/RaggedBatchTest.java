package io.surtitle.inference;

import static io.surtitle.inference.RoleBundle.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Chunks of any length, and a state whose batch axis is the last. */
class RaggedBatchTest {
  private static final Model MODEL = RoleBundle.model();
  private static final Graph RAGGED = MODEL.graph("ragged");
  private static final int BYTES = 6 * Integer.BYTES;

  private final GraphBatch batch = new GraphBatch(RAGGED);

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void chunksArePaddedAndTheirLengthsTold() {
    // What was in the buffers before must not be in the padding.
    batch.add(new byte[BYTES]).chunk("tokens", 9, 9, 9).chunk("features", new float[8]);
    batch.add(new byte[BYTES]).chunk("tokens", 9, 9, 9).chunk("features", new float[8]).run();
    batch.clear();
    batch.add(new byte[BYTES]).chunk("tokens", 1).chunk("features", new float[] {1, 2, 3, 4});
    batch.add(new byte[BYTES]).chunk("tokens", 1, 2, 3).chunk("features", new float[] {5, 6});
    batch.run();

    assertThat(batch.value("same_lengths", 0)).isEqualTo(1);
    assertThat(batch.value("same_lengths", 1)).isEqualTo(3);
    assertThat(batch.value("total", 0)).isEqualTo(10 + 2);
    assertThat(batch.value("total", 1)).isEqualTo(60 + 1);
  }

  @Test
  void readsOnlyThePositionsThatARowBrought() {
    batch.add(new byte[BYTES]).chunk("tokens", 1).chunk("features", new float[] {1, 2, 3, 4});
    batch.add(new byte[BYTES]).chunk("tokens", 1, 2, 3).chunk("features", new float[] {5, 6});
    batch.run();
    long[] one = new long[1];
    long[] three = new long[3];
    float[] doubled = new float[2];
    byte[] raw = new byte[16];

    batch.read("scaled", 0, one);
    batch.read("scaled", 1, three);
    batch.read("doubled", 1, doubled);
    batch.read("doubled", 0, raw, 0);

    assertThat(one).containsExactly(10);
    assertThat(three).containsExactly(10, 20, 30);
    assertThat(doubled).containsExactly(10, 12);
    assertThat(raw).isEqualTo(RoleBundle.floats(2, 4, 6, 8));
    assertThatThrownBy(() -> batch.read("scaled", 0, new long[3]))
        .hasMessage("a row of the output scaled has 1 elements, not 3");
  }

  @Test
  void stateOnTheLastAxisKeepsItsOrder() {
    byte[] first = state(100);
    byte[] second = state(200);
    batch.add(first).chunk("tokens", 1).chunk("features", new float[2]);
    batch.add(second).chunk("tokens", 2).chunk("features", new float[2]);
    batch.run();
    batch.keepState(1, second);
    batch.keepState(0, first);

    for (int i = 0; i < 6; i++) {
      assertThat(wrap(first).getInt(i * Integer.BYTES)).isEqualTo(100 + i + 10 + 1);
      assertThat(wrap(second).getInt(i * Integer.BYTES)).isEqualTo(200 + i + 20 + 1);
    }
  }

  @Test
  void constantOfEveryRowGrowsWithTheBatch() {
    for (int rows : new int[] {1, 5, 2}) {
      for (int row = 0; row < rows; row++) {
        batch.add(new byte[BYTES]).chunk("tokens", row).chunk("features", new float[2]);
      }
      batch.run();
      for (int row = 0; row < rows; row++) {
        assertThat(batch.value("scaled", row)).isEqualTo(10L * row);
      }
      batch.clear();
    }
  }

  @Test
  void refusesEmptyAndBrokenChunks() {
    batch.add(new byte[BYTES]);

    assertThatThrownBy(() -> batch.chunk("tokens"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input tokens takes one or more positions of 1 elements each, so not 0");
    assertThatThrownBy(() -> batch.chunk("features", new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input features takes one or more positions of 2 elements each, so not 3");
    assertThatThrownBy(() -> batch.chunk("tokens", new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input tokens is int32[rows,time], not of float32");
  }

  private static byte[] state(int number) {
    byte[] bytes = new byte[BYTES];
    ByteBuffer state = wrap(bytes);
    for (int i = 0; i < 6; i++) {
      state.putInt(number + i);
    }
    return bytes;
  }
}
