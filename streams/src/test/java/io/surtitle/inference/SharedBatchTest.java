package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Memory that rows share. */
class SharedBatchTest {
  private static final Model MODEL = RoleBundle.model();
  private static final byte[] NONE = {};

  private final GraphBatch batch = new GraphBatch(MODEL.graph("shared"));

  @AfterAll
  static void close() {
    MODEL.close();
  }

  @Test
  void rowsSumTheMemoryTheyName() {
    int one = batch.share("memory", RoleBundle.floats(1, 2, 3), 1);
    int two = batch.share("memory", RoleBundle.floats(1, 1, 1, 10, 20, 30, 9, 9, 9), 2);
    batch.add(NONE).set("which", two).add(NONE).set("which", one).add(NONE).set("which", two);
    batch.run();

    assertThat(sum(0)).containsExactly(11, 21, 31);
    assertThat(sum(1)).containsExactly(1, 2, 3);
    assertThat(sum(2)).containsExactly(11, 21, 31);
  }

  @Test
  void positionsArePaddedWithZerosToTheMultiple() {
    run(RoleBundle.floats(new float[5 * 3]), 5);
    assertThat(batch.value("padded", 0)).isEqualTo(8);
    batch.clear();
    float[] ones = new float[8 * 3];
    java.util.Arrays.fill(ones, 1);
    run(RoleBundle.floats(ones), 8);
    assertThat(batch.value("padded", 0)).isEqualTo(8);
    batch.clear();

    run(RoleBundle.floats(7, 7, 7), 1); // in the buffer of the ones

    assertThat(batch.value("padded", 0)).isEqualTo(4);
    assertThat(sum(0)).containsExactly(7, 7, 7);
  }

  @Test
  void memoryMayBeLongerThanPadding() {
    batch.share("memory", RoleBundle.floats(new float[3000 * 3]), 3000);
    batch.add(NONE).set("which", batch.share("memory", RoleBundle.floats(1, 2, 3), 1));
    batch.run();

    assertThat(sum(0)).containsExactly(1, 2, 3);
  }

  @Test
  void refusesMemoryThatIsTooShort() {
    assertThatThrownBy(() -> batch.share("memory", new byte[23], 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "23 bytes are no memory of 2 positions with 12 bytes each for the input memory");
    assertThatThrownBy(() -> batch.share("memory", new byte[23], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> batch.share("which", new byte[23], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the input which of shared has not the role shared");
  }

  @Test
  void refusesIndexThatIsNoInt32() {
    batch.add(NONE);

    assertThatThrownBy(() -> batch.set("which", 1L << 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("4294967296 is no int32, as the input which is");
  }

  @Test
  void refusesToRunWithoutMemory() {
    batch.add(NONE).set("which", 0);

    assertThatThrownBy(batch::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing is shared for the input memory");
  }

  private void run(byte[] memory, int positions) {
    batch.add(NONE).set("which", batch.share("memory", memory, positions)).run();
  }

  private float[] sum(int row) {
    float[] sum = new float[3];
    batch.read("sum", row, sum);
    return sum;
  }
}
