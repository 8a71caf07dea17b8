package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GlossaryTest {
  private static final Glossary ROSTER =
      Glossary.parse("Raptors, Jalen Ollanketo\nJalen Ollanketo Jr\n O'Kwibisa ,,\nSt. Remo");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Raptors|Raptors",
        "RAPTORS,|Raptors",
        "(raptors).|Raptors",
        "Raptors'|Raptors",
        "Raptors's|Raptors",
        "Raptors-Raptors|Raptors;Raptors",
        "Jalen Ollanketo scores|Jalen Ollanketo",
        "Jalen Ollanketo jr. scores|Jalen Ollanketo Jr",
        "o\u2019kwibisa|O'Kwibisa",
        "St. Remo|St. Remo",
        "Tom's|Tom",
        "Tommy|Tommy",
        "Hawkins|Hawkins",
        "tomatoes|''",
        "Raptorsville|''",
        "Veloci\u0301raptors|''",
        "Jalen scores|''",
        "scores Raptors|''"
      })
  void aTermIsFoundWhereWordsBeginWithIt(String words, String expected) {
    Glossary.Spotted spotted = Objects.requireNonNull(ROSTER.spot(words, false));

    assertThat(spotted.found().stream().map(Glossary.Found::term).collect(Collectors.joining(";")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Jalen,true",
    "(jalen,true",
    "Jalen Ollanketo,true",
    "'Jalen,',false",
    "Jalen Ollanketo Jr,false",
    "Raptors,false",
    "Raptor,false",
    "St.,true",
    "St. Remo,false",
    "St. Remo.,false"
  })
  void aWordThatMayBeginALongerTermWaits(String words, boolean waits) {
    assertThat(ROSTER.spot(words, true) == null).isEqualTo(waits);
  }

  @Test
  void wordsOfATermAreFoundTogether() {
    Glossary.Spotted spotted = ROSTER.spot("\"Jalen Ollanketo's shot", true);

    assertThat(spotted)
        .isEqualTo(new Glossary.Spotted(18, List.of(new Glossary.Found("Jalen Ollanketo", 1, 16))));
  }

  @Test
  void aGlossaryIsRestoredFromItsText() {
    assertThat(Glossary.of(ROSTER.text()).text())
        .isEqualTo("Raptors\nJalen Ollanketo\nJalen Ollanketo Jr\nO'Kwibisa\nSt. Remo");
    assertThat(Glossary.of(Glossary.NONE.text()).isEmpty()).isTrue();
    assertThat(Glossary.parse(" ,\n").isEmpty()).isTrue();
  }

  @Test
  void termsAreCleanedOnce() {
    Glossary listed =
        Glossary.parse(
            "Jose\u0301, San\u00A0Jos\u00E9\u2028foot\u00ADball\rＮＢＡ\n1\u202F000 Club,<b>Bold</b>"
                + ",\uE001Don\u010Di\u0107\u200B,AT&amp;T,&amp;lt;i");

    assertThat(listed.text().lines())
        .containsExactly(
            "José", "San José", "football", "NBA", "1000 Club", "Bold", "Dončić", "AT&T", "&lt;i");
    assertThat(Glossary.of(listed.text()).text()).isEqualTo(listed.text());
  }

  @Test
  void anInvalidGlossaryIsRefused() {
    String many = IntStream.range(0, 501).mapToObj(i -> "t" + i).collect(Collectors.joining(","));

    assertThatThrownBy(() -> Glossary.parse(many)).hasMessage("501 terms, more than 500");
    assertThatThrownBy(() -> Glossary.parse("x".repeat(81))).hasMessageContaining("80 characters");
    assertThatThrownBy(() -> Glossary.parse("Raptors,!?")).hasMessageContaining("'!?'");
  }
}
