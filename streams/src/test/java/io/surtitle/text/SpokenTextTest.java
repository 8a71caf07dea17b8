package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
  @ParameterizedTest
  @CsvSource({
    "twenty three, 23",
    "he has twenty three points, He has 23 points",
    "one hundred and five, 105",
    "a hundred and five fans, 105 fans",
    "ninety eight to ninety five, 98 to 95",
    "ninety eight ninety five, 98 95",
    "one of two players, One of two players",
    "one, One",
    "ten, 10",
    "zero, Zero",
    "two hundred and they left, 200 and they left",
    "two hundred and, 200 and",
    "three point five, 3.5",
    "zero point two five seconds, 0.25 seconds",
    "from three point range, From three point range",
    "it was nineteen ninety five, It was 1995",
    "in twenty twenty six, In 2026",
    "seventeen seventy six, 1776",
    "eighty nine ninety one, 89 91",
    "fifteen thirty, 15 30",
    "nineteen hundred, 1900",
    "two thousand and nine, 2009",
    "twenty five thousand three hundred and one, '25,301'",
    "three million, 3 million",
    "a million, 1 million",
    "three point five million, 3.5 million",
    "one million two hundred thousand, '1,200,000'",
    "the twenty third game, The 23rd game",
    "the one hundred and first, The 101st",
    "the twelfth and the third, The 12th and the third",
    "a twenty second timeout, A 20 second timeout",
    "a shot a pass, A shot a pass",
    "i think i'm on monday's show, I think I'm on Monday's show",
    "it may be polish, It may be polish",
    "he plays for france and speaks french, He plays for France and speaks French",
    "thousand hundred point and, Thousand hundred point and",
    "twenty thousand million, '20,000 million'"
  })
  void whatIsSpokenIsWritten(String spoken, String written) {
    SpokenText text = new SpokenText("en", false, List.of());
    List<Written> all = new ArrayList<>();
    for (String word : spoken.split(" ", -1)) {
      all.addAll(text.say(word));
    }
    all.addAll(text.end());

    assertThat(all.stream().map(Written::text).collect(Collectors.joining(" "))).isEqualTo(written);
    assertThat(all.stream().mapToInt(Written::words).sum()).isEqualTo(spoken.split(" ", -1).length);
    assertThat(text.waiting()).isEmpty();
  }

  @Test
  void aWordWaitsOnlyWhileANumberCanAbsorbIt() {
    SpokenText text = new SpokenText("en", true, List.of());

    assertThat(text.say("with")).containsExactly(new Written("with", 1));
    assertThat(text.say("twenty")).isEmpty();
    assertThat(text.say("three")).isEmpty();
    assertThat(text.waiting()).containsExactly("twenty", "three");
    assertThat(text.say("left")).containsExactly(new Written("23", 2), new Written("left", 1));
    assertThat(text.say("fourth")).containsExactly(new Written("fourth", 1));
    assertThat(text.say("twenty")).isEmpty();
    assertThat(text.say("fourth")).containsExactly(new Written("24th", 2));
  }

  @Test
  void itGoesOnWhereItWas() {
    SpokenText before = new SpokenText("en", true, List.of());
    before.say("one");
    before.say("hundred");

    SpokenText after = new SpokenText("en", before.isBegun(), before.waiting());

    assertThat(after.say("and")).isEmpty();
    assertThat(after.say("two")).isEmpty();
    assertThat(after.end()).containsExactly(new Written("102", 4));
  }

  @Test
  void everySentenceBeginsWithACapital() {
    SpokenText text = new SpokenText("en", false, List.of());

    assertThat(text.say("yes")).containsExactly(new Written("Yes", 1));
    assertThat(text.say("yes")).containsExactly(new Written("yes", 1));
    text.end();
    assertThat(text.say("no")).containsExactly(new Written("No", 1));
    assertThat(text.fullStop()).isEqualTo(".");
  }

  @Test
  void otherLanguagesHaveOnlyTheirCapitals() {
    SpokenText text = new SpokenText("tr", false, List.of());

    assertThat(text.say("istanbul")).containsExactly(new Written("\u0130stanbul", 1));
    assertThat(text.say("a")).containsExactly(new Written("a", 1));
    assertThat(text.say("ten")).containsExactly(new Written("ten", 1));
    assertThat(new SpokenText("ja", false, List.of()).fullStop()).isEqualTo("\u3002");
  }
}
