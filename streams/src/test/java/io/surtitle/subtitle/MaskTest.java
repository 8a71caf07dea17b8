package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskTest {
  private static final Mask MASK =
      Mask.of(
          List.of("merde", "enculé", "Scheiße", "shit", "σκατά", "οδοσα", "ậb", "𐐀𐐁", "くそ"),
          Locale.ROOT);

  static List<String> texts() {
    return Stream.concat(
            Samples.all().stream(),
            Stream.of(
                "shi shit shitty shit",
                "ΟΔΟΣΑ οδος οδοσα ΣΚΑΤΆ",
                "a\u0302\u0323b a\u0323\u0302b ậb a\u0302b",
                "𐐀𐐁 𐐨𐐩 𐐀𐐁𐐂 くそ くそう",
                "scheiss SCHEISSE Scheiß scheiße\u0301",
                "encule\u0301 ENCULÉ encule"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Oh merde, non     | Oh m****, non",
        "MERDE-là          | M****-là",
        "l'enculé!         | l'e*****!",
        "SCHEISSE Scheiße  | S******* S******",
        "(shit)            | (s***)",
        "くそ！            | く*！",
        "𐐀𐐁 x            | 𐐀* x",
      })
  void aListedWordIsMasked(String text, String masked) {
    assertThat(MASK.apply(text, true)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"shitake", "emmerder", "shit2", "encule", "merd", "", "$1 \\ *"})
  void otherWordsAreNot(String text) {
    assertThat(MASK.apply(text, true)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"so shi| 'so '", "so shit| 'so '", "so shita| so shita", "so shit,| 'so s***,'"})
  void aWordThatMayBecomeAListedOneIsHeldBack(String text, String shown) {
    assertThat(MASK.apply(text, false)).isEqualTo(shown);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void shownTextDoesNotChange(String text) {
    List<String> shown =
        Stream.concat(
                Samples.beginnings(text).map(beginning -> MASK.apply(beginning, false)),
                Stream.of(MASK.apply(text, true)))
            .toList();

    assertThat(Erasure.of(shown)).isZero();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void settledPhrasesDoNotChange(String text) {
    List<String> shown =
        Samples.beginnings(text)
            .map(beginning -> Phrases.settled(MASK.apply(beginning, false), false))
            .toList();

    assertThat(Erasure.of(shown)).isZero();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theNumberOfCharactersStays(String text) {
    String masked = MASK.apply(text, true);

    assertThat(masked.codePointCount(0, masked.length()))
        .isEqualTo(text.codePointCount(0, text.length()));
  }

  @ParameterizedTest
  @CsvSource({"fr,Putain !,P***** !", "de-AT,Arsch!,A****!", "es,¡Joder!,¡J****!", "en,shit,s***"})
  void listsAreShipped(String language, String text, String masked) {
    assertThat(Mask.shipped(language).apply(text, true)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pl", "../fr", ""})
  void aListThatIsMissingIsAnError(String language) {
    assertThatIllegalArgumentException().isThrownBy(() -> Mask.shipped(language));
  }

  @Test
  void onlySingleWordsCanBeMasked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Mask.of(List.of("two words"), Locale.ROOT))
        .withMessageContaining("'two words'");
  }
}
