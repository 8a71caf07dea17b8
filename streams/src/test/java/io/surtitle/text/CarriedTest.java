package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.text.Carried.Kind;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CarriedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "https://example.com/a?b=c&d=e#f|https://example.com/a?b=c&d=e#f|ADDRESS",
        "(https://en.wikipedia.org/wiki/Raptor_(bird)).|https://en.wikipedia.org/wiki/Raptor_(bird)|ADDRESS",
        "www.example.com,|www.example.com|ADDRESS",
        "example.com.|example.com|ADDRESS",
        "nba.com/live?x=1!|nba.com/live?x=1|ADDRESS",
        "AT&T,|AT&T|ADDRESS",
        "3-for-7.|3-for-7|NUMBER",
        "1000|1000|NUMBER",
        "bit.ly/3abC,|bit.ly/3abC|ADDRESS",
        "info@example.com.|info@example.com|ADDRESS",
        "first.last+tag@mail.example.co.uk|first.last+tag@mail.example.co.uk|ADDRESS",
        "#WeTheNorth!|#WeTheNorth|ADDRESS",
        "#été2024|#été2024|ADDRESS",
        "\"@Raptors,\"|@Raptors|ADDRESS",
        "@nick_nurse.|@nick_nurse|ADDRESS",
        "$1,234,567.89|$1,234,567.89|NUMBER",
        "$5,|$5|NUMBER",
        "US$20.|US$20|NUMBER",
        "€3.5bn|€3.5bn|NUMBER",
        "5€|5€|NUMBER",
        "£10k!|£10k|NUMBER",
        "45.7%|45.7%|NUMBER",
        "(-5)|-5|NUMBER",
        "+3|+3|NUMBER",
        "1-800-555-0199|1-800-555-0199|NUMBER",
        "+1-416-555-0123|+1-416-555-0123|NUMBER",
        "2024-05-01.|2024-05-01|NUMBER",
        "5/1/2024|5/1/2024|NUMBER",
        "1:07:45|1:07:45|NUMBER",
        "1\u00a0000|1\u00a0000|NUMBER",
        "12,345|12,345|NUMBER",
        "2.5|2.5|NUMBER",
        ".500|.500|NUMBER",
        "3½|3½|NUMBER",
        "½|½|NUMBER",
        "10²|10²|NUMBER",
        "20°C|20°C|NUMBER",
        "'98|'98|NUMBER",
        "#23|#23|NUMBER",
        "$5-$10|$5-$10|NUMBER",
        "12345678901234567890.|12345678901234567890|NUMBER",
        "24.|24|SIMPLE_NUMBER",
        "1998,|1998|SIMPLE_NUMBER",
        "24-19|24-19|SIMPLE_NUMBER",
        "11:42|11:42|SIMPLE_NUMBER",
        "(7)|7|SIMPLE_NUMBER"
      })
  void aTokenIsFoundWithoutThePunctuationAroundIt(String word, String token, Kind kind) {
    Carried found = Objects.requireNonNull(Carried.of(word));

    assertThat(word.substring(found.start(), found.end())).isEqualTo(token);
    assertThat(found.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "game",
        "game.",
        "3rd",
        "24th",
        "1990s",
        "24-second",
        "7:30pm",
        "B2B",
        "U2",
        "5G",
        "U.S.",
        "p.m.",
        "and/or",
        "@",
        "#",
        "-",
        "...",
        "it.The",
        "e.g.",
        "$",
        "%",
        "No.",
        "I/O"
      })
  void otherWordsAreNotCarriedOver(String word) {
    assertThat(Carried.of(word)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 100_000})
  void takesTimeInProportionToTheWord(int length) {
    for (String part : new String[] {"1", "1,", "a.", "(", "a@", "#a", "-1", "http://((", "1:"}) {
      Carried.of(part.repeat(length));
      Carried.of(part.repeat(length) + "x\u0001");
    }
  }
}
