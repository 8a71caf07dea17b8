package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.text.Piece.Kind;
import io.surtitle.text.Piece.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkTableTest {
  private static final List<String> LANGUAGES =
      List.of(
          "ar", "bn", "de", "el", "es", "fa", "fr", "he", "hi", "hu", "it", "ja", "ko", "nl", "pl",
          "pt", "ro", "ru", "ta", "tl", "tr", "ur", "vi", "zh");

  private final MarkTable table = MarkTable.of("en");

  @Test
  void everyRowHasEveryLanguage() throws IOException {
    List<String[]> rows = rows();

    assertThat(List.of(rows.get(0)).subList(2, rows.get(0).length)).isEqualTo(LANGUAGES);
    Set<String> names = new HashSet<>();
    for (String[] row : rows) {
      assertThat(row).hasSize(2 + LANGUAGES.size()).allMatch(cell -> !cell.isBlank());
      for (String name : row[1].split("/", -1)) {
        assertThat(names.add(row[0] + name)).as(name).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOUND | [APPLAUSE] | fr | [APPLAUDISSEMENTS]",
        "SOUND | [applause] | fr | [applaudissements]",
        "SOUND | [Applause]. | de | [Applaus].",
        "SOUND | (LAUGHTER) | tr | (KAHKAHALAR)",
        "SOUND | [Cheers and applause] | es | [V\u00EDtores, aplausos]",
        "SOUND | [MUSIC] | zh-Hans | [\u97F3\u4E50]",
        "SOUND | [MUSIC] | pt-BR | [M\u00DASICA]",
        "SOUND | [DOOR SLAMS] | fr | [DOOR SLAMS]",
        "SOUND | [MUSIC] | xx | [MUSIC]",
        "LABEL | ANNOUNCER: | fr | ANNONCEUR:",
        "LABEL | MAN 2: | de | MANN 2:",
        "LABEL | JOHN SMITH: | de | JOHN SMITH:",
        "SPEAKER | >>> | fr | -",
      })
  void marksAreRendered(Kind kind, String text, String language, String expected) {
    assertThat(table.rendered(new Mark(kind, text), language)).isEqualTo(expected);
  }

  @Test
  void marksOfAnySourceLanguageAreKnown() {
    Mark applause = new Mark(Kind.SOUND, "[Applaudissements]");

    assertThat(MarkTable.of("fr").rendered(applause, "de")).isEqualTo("[Applaus]");
    assertThat(MarkTable.of("fr").rendered(applause, "en")).isEqualTo("[Applause]");
  }

  private static List<String[]> rows() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MarkTable.class.getResourceAsStream("/text/marks.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .toList();
    }
  }
}
