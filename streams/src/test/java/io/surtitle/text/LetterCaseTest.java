package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LetterCaseTest {
  @ParameterizedTest
  @CsvSource({
    "WELCOME,UPPER",
    "NBA,UPPER",
    "3RD,UPPER",
    "O'NEAL,UPPER",
    "COVID-19,UPPER",
    "Welcome,LOWER",
    "He,LOWER",
    "I'm,LOWER",
    "game,LOWER",
    "O'Neal,LOWER",
    "I,NEITHER",
    "A,NEITHER",
    "24-19,NEITHER",
    "McDONALD,NEITHER",
    "NBAs,NEITHER",
    "LeBRON,NEITHER",
    "U.S.,NEITHER",
    "J.R.'s,NEITHER",
    "#GOAL,NEITHER",
    "@NBA,NEITHER",
    "HTTPS://EXAMPLE.COM,NEITHER",
    "\u6BD4\u8D5B,NEITHER",
    "\u0627\u0644\u0645,NEITHER",
    "\u041F\u0420\u0418\u0412\u0415\u0422,UPPER"
  })
  void ofWords(String word, LetterCase expected) {
    assertThat(LetterCase.of(word)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "WELCOME,welcome",
    "TORONTO,Toronto",
    "I,I",
    "I'M,I'm",
    "I\u2019LL,I'll",
    "A,a",
    "NBA'S,NBA's",
    "TORONTO'S,Toronto's",
    "McDONALD,McDonald",
    "U.S.,U.S.",
    "P.M.,p.m.",
    "3RD,3rd",
    "#WETHENORTH,#WETHENORTH",
    "TORONTO-BASED,Toronto-based",
    "\"GO!\",\"go!\""
  })
  void normalCase(String word, String expected) {
    assertThat(LowerCase.of("en").of(word, false)).isEqualTo(expected);
  }

  @Test
  void theFirstWordHasACapitalAndLanguagesHaveTheirOwnCase() {
    assertThat(LowerCase.of("en").of("\"THE", true)).isEqualTo("\"The");
    assertThat(LowerCase.of("en").of("24-19", true)).isEqualTo("24-19");
    assertThat(LowerCase.of("tr").of("DIYARBAKIR", false)).isEqualTo("d\u0131yarbak\u0131r");
    assertThat(LowerCase.of("de").of("STRA\u00DFE", false)).isEqualTo("stra\u00DFe");
  }

  @ParameterizedTest
  @CsvSource({
    "Gooooooal,Goal",
    "NOOOOOO!,NO!",
    "soooooo,so",
    "good,good",
    "www,www",
    "11111,11111"
  })
  void drawnOutWords(String word, String expected) {
    assertThat(DrawnOut.shortened(word, String::length)).isEqualTo(expected);
  }

  @Test
  void aLetterStaysTwiceWhereThatIsMoreOfAWord() {
    assertThat(DrawnOut.shortened("toooooo", word -> 1)).isEqualTo("too");
  }
}
