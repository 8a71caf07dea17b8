package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageLookupTest {
  private static final List<String> OFFERED =
      List.of(
          "ar", "bn", "de", "el", "es", "fa", "fr", "he", "hi", "hu", "it", "ja", "ko", "nl", "pl",
          "pt", "ro", "ru", "ta", "tl", "tr", "ur", "vi", "zh");

  @Test
  void everyTagFindsItself() {
    assertThat(OFFERED).allSatisfy(tag -> assertThat(find(tag)).isEqualTo(tag));
  }

  @ParameterizedTest
  @CsvSource({
    "pt-BR, pt",
    "PT-br, pt",
    "pt-PT, pt",
    "fr-CA, fr",
    "de-Latn-AT, de",
    "es-419, es",
    "fil, tl",
    "fil-PH, tl",
    "iw, he",
    "cmn, zh",
    "zh-CN, zh",
    "zh-Hans, zh",
    "zh-Hans-SG, zh",
    "zh-SG, zh",
    "fr-u-ca-buddhist, fr",
    "de-1996, de"
  })
  void aLongerOrAnotherTagOfTheLanguageFindsIt(String asked, String found) {
    assertThat(find(asked)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zh-TW",
        "zh-HK",
        "zh-Hant",
        "zh-Hant-CN",
        "yue",
        "hi-Latn",
        "sv",
        "ca",
        "xx",
        "und",
        "x-fr",
        "pt_BR",
        "french",
        "",
        " ",
        "*",
        "i-fr"
      })
  void anotherLanguageOrScriptOrNoTagFindsNothing(String asked) {
    assertThat(LanguageLookup.find(asked, OFFERED)).isEmpty();
  }

  @Test
  void aShorterTagFindsTheOneThatItUsuallyStandsFor() {
    List<String> regional = List.of("pt-PT", "pt-BR", "zh-Hant", "zh-Hans", "x-house");

    assertThat(LanguageLookup.find("pt", regional)).contains("pt-BR");
    assertThat(LanguageLookup.find("pt-AO", regional)).contains("pt-BR");
    assertThat(LanguageLookup.find("pt-PT", regional)).contains("pt-PT");
    assertThat(LanguageLookup.find("zh", regional)).contains("zh-Hans");
    assertThat(LanguageLookup.find("zh-TW", regional)).contains("zh-Hant");
    assertThat(LanguageLookup.find("X-House", regional)).contains("x-house");
  }

  @Test
  void theSameLanguageInAnotherScriptIsKnown() {
    assertThat(LanguageLookup.inOtherScripts("zh-TW", OFFERED)).containsExactly("zh");
    assertThat(LanguageLookup.inOtherScripts("sv", OFFERED)).isEmpty();
    assertThat(LanguageLookup.inOtherScripts("no tag", OFFERED)).isEmpty();
  }

  private static String find(String asked) {
    return LanguageLookup.find(asked, OFFERED).orElseThrow();
  }
}
