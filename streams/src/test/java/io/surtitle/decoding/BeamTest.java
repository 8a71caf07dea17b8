package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uses a three-word language model in which the best first word does not begin the best text. */
final class BeamTest {
  private static final int BEGIN = 1;
  private static final int END = 2;
  private static final int[] WORDS = {10, 11, END};
  private static final Map<Integer, float[]> NEXT =
      Map.of(BEGIN, logs(0.6, 0.39, 0.01), 10, logs(0.35, 0.33, 0.32), 11, logs(0.01, 0.01, 0.98));

  @Test
  void aWidthOfOneIsGreedy() {
    assertThat(search(1, 3)).containsExactly(10, 10, 10);
  }

  @Test
  void aWiderBeamFindsTheLikelierText() {
    assertThat(search(3, 20)).containsExactly(11);
  }

  @Test
  void aTextWithoutAnEndIsCutAtTheLimit() {
    assertThat(search(1, 5)).hasSize(5);
  }

  private static int[] search(int width, int longest) {
    Beam beam = new Beam(width, END, 0, longest, Rule.NONE);
    int[] live = {0};
    while (live.length > 0) {
      List<int[]> ids = new ArrayList<>();
      List<float[]> scores = new ArrayList<>();
      for (int last : beam.lastTokens(BEGIN)) {
        ids.add(WORDS);
        scores.add(NEXT.get(last));
      }
      live = beam.advance(ids, scores);
    }
    return beam.best();
  }

  private static float[] logs(double... probabilities) {
    float[] logs = new float[probabilities.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(probabilities[i]);
    }
    return logs;
  }
}
