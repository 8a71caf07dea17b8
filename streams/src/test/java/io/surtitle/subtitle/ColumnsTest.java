package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ColumnsTest {

  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "e\u0301te\u0301, 3",
    "foot\u00ADball\u200B, 8",
    "東京、, 6",
    "ｱｲｳ, 3",
    "한국, 4",
    "\u1112\u1161\u11AB, 2",
    "ＡＢ, 4",
    "𠮷, 2",
    "👍, 2",
    "👍🏽, 2",
    "👨\u200D👩\u200D👧\u200D👦, 2",
    "🇫🇷, 2",
    "❤, 1",
    "❤\uFE0F, 2",
    "♪, 1",
    "…—, 2",
    "สวัสดี, 4",
    "'', 0"
  })
  void columnsAreThoseOfATerminal(String text, int columns) {
    assertThat(Columns.of(text, 0, text.length())).isEqualTo(columns);
  }

  @Test
  void laterTextChangesNoWidth() {
    for (String text : Samples.all()) {
      int[] columns = Columns.before(text);
      for (int i = text.length(); i >= 0; i = text.offsetByCodePoints(i, -1)) {
        assertThat(Columns.before(text.substring(0, i))).containsExactly(copy(columns, i + 1));
        if (i == 0) {
          break;
        }
      }
    }
  }

  private static int[] copy(int[] columns, int length) {
    return java.util.Arrays.copyOf(columns, length);
  }
}
