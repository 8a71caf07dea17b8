package io.surtitle.inference;

import static io.surtitle.inference.RoleBundle.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** States of any axis, rank and type; chunks that carry their end; constants. */
class WindowBatchTest {
  private static final Model MODEL = RoleBundle.model();
  private static final Graph WINDOW = MODEL.graph("window");
  private static final int CACHE = 0;
  private static final int COUNT = 8 * Float.BYTES;
  private static final int HALF = COUNT + Long.BYTES;
  private static final int TAIL = HALF + 3 * Short.BYTES;
  private static final int BYTES = TAIL + 2 * Float.BYTES;
  private static final short ONE = 0x3c00; // of float16, as all below
  private static final short TWO = 0x4000;
  private static final short THREE = 0x4200;
  private static final short INFINITY = 0x7c00;

  private final GraphBatch batch = new GraphBatch(WINDOW);

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void stateHoldsAllStatesAndThenTheTail() {
    assertThat(WINDOW.spec().stateBytes()).isEqualTo(BYTES);
  }

  @Test
  void statesOfEveryKindAreGatheredAndScattered() {
    byte[] state = state(3);

    add(state, 1, 1, 2, 3, 4).run();
    batch.keepState(0, state);

    ByteBuffer next = wrap(state);
    // Six samples, 13 and 14 of them carried, are doubled by the constant; the bias is 1 for each.
    float sum = 2 * (13 + 14 + 1 + 2 + 3 + 4) + 6;
    for (int i = 0; i < 8; i++) {
      assertThat(next.getFloat(CACHE + i * Float.BYTES)).isEqualTo((3 + i) / 2f + sum);
    }
    assertThat(next.getLong(COUNT)).isEqualTo(4);
    assertThat(next.getShort(HALF)).isEqualTo(THREE);
    assertThat(next.getFloat(TAIL)).isEqualTo(3);
    assertThat(next.getFloat(TAIL + Float.BYTES)).isEqualTo(4);
  }

  @Test
  void chunkBeginsWithTheEndOfTheOneBefore() {
    byte[] state = new byte[BYTES];

    assertThat(scaled(state, 1, 2, 3, 4)).containsExactly(0, 0, 2, 4, 6, 8);
    assertThat(scaled(state, 5, 6, 7, 8)).containsExactly(6, 8, 10, 12, 14, 16);
    assertThat(scaled(state, 9, 0, 0, 1)).containsExactly(14, 16, 18, 0, 0, 2);
  }

  private float[] scaled(byte[] state, float... samples) {
    add(state, 0, samples).run();
    float[] scaled = new float[6];
    batch.read("scaled", 0, scaled);
    batch.keepState(0, state);
    batch.clear();
    return scaled;
  }

  @Test
  void rowsInBatchesEqualRowsAlone() {
    byte[][] alone = new byte[40][];
    for (int row = 0; row < alone.length; row++) {
      alone[row] = state(row);
    }
    byte[][] together = alone.clone();
    for (int step = 1; step <= 3; step++) {
      for (int row = 0; row < alone.length; row++) {
        alone[row] = step(alone[row].clone(), row, step);
      }
      together = stepAll(together, step);
    }

    for (int row = 0; row < alone.length; row++) {
      assertThat(together[row]).as("row %d", row).isEqualTo(alone[row]);
    }
  }

  private byte[] step(byte[] state, int row, int step) {
    add(state, row, step, row, -step, row * step).run();
    batch.keepState(0, state);
    batch.clear();
    return state;
  }

  private byte[][] stepAll(byte[][] before, int step) {
    byte[][] after = new byte[before.length][BYTES];
    for (int row = 0; row < before.length; row++) {
      add(before[row], row, step, row, -step, row * step);
    }
    batch.run();
    for (int row = 0; row < before.length; row++) {
      batch.keepState(row, after[row]);
      assertThat(batch.value("elapsed", row)).isEqualTo(16_000L * wrap(after[row]).getLong(COUNT));
    }
    batch.clear();
    return after;
  }

  @Test
  void readsAnyAxisAndType() {
    add(state(5), 0, 0, 0, 0, 0);
    add(state(7), 0, 0, 0, 0, 0).run();
    float[] cache = new float[8];
    byte[] half = new byte[10];
    long[] count = new long[1];

    batch.read("new_cache", 1, cache);
    batch.read("new_half", 1, half, 4);
    batch.read("new_count", 1, count);

    float sum = 2 * (17 + 18);
    assertThat(cache[0]).isEqualTo(3.5f + sum);
    assertThat(cache[7]).isEqualTo(7 + sum);
    assertThat(wrap(half).getShort(4)).isEqualTo(THREE);
    assertThat(count).containsExactly(8);
  }

  @Test
  void refusesStateThatIsNotFinite() {
    byte[] state = state(1);
    add(state, Float.NaN, 1, 2, 3, 4).run();

    assertThatThrownBy(() -> batch.keepState(0, state))
        .isInstanceOf(NonFiniteException.class)
        .hasMessage("the model produced a value that is not finite in a recurrent state");
    assertThatThrownBy(() -> batch.read("scaled", 0, new float[6]))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("the output scaled");
    assertThatThrownBy(() -> batch.read("scaled", 0, new byte[24], 0))
        .isInstanceOf(NonFiniteException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void refusesFloat16ThatIsNotFinite(int place) {
    byte[] state = state(1);
    wrap(state).putShort(HALF + place * Short.BYTES, INFINITY);
    add(state, 0, 1, 2, 3, 4).run();

    assertThatThrownBy(() -> batch.keepState(0, state)).isInstanceOf(NonFiniteException.class);
  }

  @Test
  void integersOfStatesMayHaveAnyBits() {
    byte[] state = state(1);
    wrap(state).putLong(COUNT, -2);
    add(state, 0, 1, 2, 3, 4).run();

    batch.keepState(0, state);

    assertThat(wrap(state).getLong(COUNT)).isEqualTo(-1);
  }

  @Test
  void refusesStateOfAnotherLength() {
    assertThatThrownBy(() -> batch.add(new byte[BYTES - 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row's state has %d bytes, not %d", BYTES - 1, BYTES);
    add(state(1), 0, 1, 2, 3, 4).run();
    assertThatThrownBy(() -> batch.keepState(0, new byte[BYTES + 1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesChunkOfAnotherSize() {
    batch.add(state(1));

    assertThatThrownBy(() -> batch.chunk("samples", new float[6]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input samples takes chunks of 4 elements, not 6");
    assertThatThrownBy(() -> batch.chunk("samples", 1, 2, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input samples is float32[batch,6], not of an integer type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"samples", "rate", "gain", "cache"})
  void refusesValueForWhatIsNone(String input) {
    batch.add(state(1));

    assertThatThrownBy(() -> batch.set(input, 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input %s of window has not the role value", input);
  }

  @Test
  void refusesValueOfAnotherSizeOrType() {
    batch.add(state(1));

    assertThatThrownBy(() -> batch.set("bias", 1f, 2f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input bias takes 1 elements a row, not 2");
    assertThatThrownBy(() -> batch.set("bias", 1L)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.set("mix", 1f, 2f, 3f))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.set("mix", new byte[7]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.set("basis", 1f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("window has no input 'basis' to be given or read, only [");
  }

  @Test
  void refusesToRunWithoutAllOfARow() {
    add(state(1), 0, 1, 2, 3, 4);
    batch.add(state(2)).set("bias", 1f).set("mix", new byte[6]);

    assertThatThrownBy(batch::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 1 of 2 brings nothing for the input samples");
  }

  @Test
  void refusesRowThatSkipsWhatTheOneBeforeLeftOut() {
    batch.add(state(1)).add(state(2));

    assertThatThrownBy(() -> batch.set("bias", 1f)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesCallsOutOfTurn() {
    assertThatThrownBy(batch::run).hasMessage("window has no row to run");
    assertThatThrownBy(() -> batch.set("bias", 1f)).hasMessage("window has no row yet");
    assertThatThrownBy(() -> batch.value("elapsed", 0)).hasMessage("window has not run");
    add(state(1), 0, 1, 2, 3, 4).run();
    assertThatThrownBy(() -> batch.add(state(1))).hasMessage("window has run and was not cleared");
    assertThatThrownBy(() -> batch.value("elapsed", 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.value("scaled", 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.read("scaled", 0, new float[5]))
        .hasMessage("a row of the output scaled has 6 elements, not 5");
    assertThatThrownBy(() -> batch.read("scaled", 0, new byte[24], 1))
        .hasMessage("a row of the output scaled has 24 bytes, and there is room for 23");
  }

  @Test
  void laterValueOfARowCounts() {
    byte[] state = new byte[BYTES];
    batch.add(state).set("bias", 9f).set("bias", 1f).set("mix", mix());
    batch.chunk("samples", new float[] {1, 1, 1, 1}).chunk("samples", new float[4]).run();
    float[] scaled = new float[6];

    batch.read("scaled", 0, scaled);

    assertThat(scaled).containsOnly(1);
  }

  private GraphBatch add(byte[] state, float bias, float... samples) {
    return batch.add(state).set("bias", bias).set("mix", mix()).chunk("samples", samples);
  }

  private static byte[] mix() {
    byte[] mix = new byte[6];
    wrap(mix).putShort(ONE);
    return mix;
  }

  /** A cache of 8 numbers from this one on, this count, 2 in float16, and a tail. */
  private static byte[] state(int number) {
    byte[] bytes = new byte[BYTES];
    ByteBuffer state = wrap(bytes);
    for (int i = 0; i < 8; i++) {
      state.putFloat(number + i);
    }
    state.putLong(number).putShort(TWO).putShort((short) 0).putShort((short) 0);
    state.putFloat(10 + number).putFloat(11 + number);
    return bytes;
  }
}
