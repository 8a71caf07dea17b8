package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SentencesTest {
  private static final Sentences ENGLISH = Sentences.of("en-US");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "over.",
        "what?",
        "three!",
        "end.\"",
        "(done.)",
        "終。",
        "終！」",
        "I.",
        "42.",
        ".",
        "?!",
        "what?..",
        "why\u203D",
        "over.\u200B",
        "over.\u200E\u00BB",
        "over.\u0301",
        "\u0939\u0948\u0964",
        "\u0646\u0639\u0645\u061F",
        "sat.",
        "art.",
        "rep.",
        "ft.",
        "(over.)\u2019"
      })
  void endsASentence(String word) {
    assertThat(ENGLISH.endsWith(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "over",
        "well,",
        "Dr.",
        "vs.",
        "J.",
        "U.S.",
        "3.5",
        "p.m.",
        "\"",
        "",
        "(Mr.",
        "\u201CMrs.",
        "Mt.",
        "Ft.",
        "No.",
        "no.",
        "Inc.",
        "A.I.",
        "Jan.",
        "Wait...",
        "wait\u2026",
        "...",
        "\u2026",
        "well\u2026\u201D",
        "e.g.",
        "Yahoo"
      })
  void doesNotEndASentenceByItself(String word) {
    assertThat(ENGLISH.endsWith(word)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Inc., He, true",
    "Inc., \"He, true",
    "Inc., He\u2019s, true",
    "Inc., and, false",
    "Inc., Chairman, false",
    "U.S., Senator, false",
    "U.S., The, true",
    "U.S., THE, false",
    "(A.I., It, true",
    "J., Smith, false",
    "B., He, true",
    "p.m., yesterday, false",
    "Mr., The, false",
    "Mr., He, false",
    "No., 1, false",
    "No., #1, false",
    "No., he, true",
    "No., He, true",
    "no., seven, true",
    "Wait..., what, false",
    "Wait..., What, true",
    "wait\u2026, \u201CWhat, true",
    "and\u2026, 24, false",
    "..., nothing, false",
    "over, He, false",
    "Yahoo!, Sports, false",
    "Yahoo!, He, true",
    "'', He, false"
  })
  void theNextWordDecides(String word, String next, boolean ends) {
    assertThat(ENGLISH.endsBetween(word, next)).isEqualTo(ends);
  }

  @ParameterizedTest
  @CsvSource({
    "比赛结束了。他们赢了！, 比赛结束了。 他们赢了！",
    "「終わった。」と彼は言った。, 「終わった。」 と彼は言った。",
    "何？！本当。「はい。」, 何？！ 本当。 「はい。」",
    "over.Then, over.Then",
    "Yahoo!Sports, Yahoo!Sports",
    "https://example.com/a?b=c, https://example.com/a?b=c",
    "3．5点, 3．5点",
    "終。, 終。",
    "。, 。",
    "'', ''"
  })
  void textWithoutSpacesIsSplitAtItsSentences(String word, String parts) {
    assertThat(String.join(" ", Sentences.parts(word))).isEqualTo(parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx", "de"})
  void aLanguageWithoutAListHasOnlyInitials(String tag) {
    Sentences sentences = Sentences.of(tag);

    assertThat(sentences.endsWith("Inc.")).isTrue();
    assertThat(sentences.endsWith("z.B.")).isFalse();
    assertThat(sentences.endsBetween("z.B.", "He")).isFalse();
  }
}
