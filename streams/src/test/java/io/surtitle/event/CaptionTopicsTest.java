package io.surtitle.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionTopicsTest {
  private static final CaptionTopics CAPTIONS = new CaptionTopics("captions.");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fr",
        "FR",
        "de",
        "es",
        "it",
        "ro",
        "pt",
        "pt-BR",
        "nl",
        "pl",
        "ru",
        "el",
        "hu",
        "tr",
        "ar",
        "he",
        "iw",
        "fa",
        "ur",
        "hi",
        "bn",
        "ta",
        "zh",
        "zh-Hans",
        "zh-Hant-TW",
        "ja",
        "ko",
        "vi",
        "tl",
        "fil",
        "haw",
        "yue",
        "sr-Latn",
        "es-419",
        "de-1996",
        "x-pirate"
      })
  void aPrefixAndALanguageIsOne(String tag) {
    assertThat(CAPTIONS.language("captions." + tag)).contains(tag);
    assertThat(CAPTIONS.topic(tag)).isEqualTo("captions." + tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "live",
        "fr.bak",
        "fr.",
        ".fr",
        "fr-",
        "fr_FR",
        "bak",
        "old",
        "tmp",
        "run",
        "bad",
        "new",
        "xx",
        "q",
        "fr-bak",
        "fr-temp-old",
        "fr-backup",
        "fr-v2",
        "fr-xx",
        "french",
        "dead-letters",
        "fr fr",
        "x-",
        "fr\n"
      })
  void whatOnlyBeginsSoIsNone(String rest) {
    assertThat(CAPTIONS.language("captions." + rest)).isEmpty();
  }

  @Test
  void thePrefixIsNoPattern() {
    assertThat(CAPTIONS.language("captionsXfr")).isEmpty();
    assertThat(new CaptionTopics("a.*").language("abcfr")).isEmpty();
    assertThat(new CaptionTopics("sport_").language("sport_fr")).contains("fr");
    assertThat(new CaptionTopics("f").language("ffr")).contains("fr");
    assertThat(CAPTIONS.language("x.captions.fr")).isEmpty();
  }
}
