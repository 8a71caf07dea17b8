package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhrasesTest {

  static List<String> texts() {
    return Samples.all();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Good evening, and        | Good evening,",
        "It ended. \"Now\" he     | It ended.",
        "\"It ended.\" He         | \"It ended.\"",
        "wait — no                | wait —",
        "« Quoi ! » dit-il : « oui, non | « Quoi ! » dit-il : « oui,",
        "会議が開かれました。「明 | 会議が開かれました。",
        "雨です」と、彼           | 雨です」と、",
        "في كلمته أمس؛ إن         | في كلمته أمس؛",
        "هل هذا صحيح؟ نعم         | هل هذا صحيح؟",
        "बढ़ रहा है। क्या           | बढ़ रहा है।",
        "This went on for so very long that   | This went on for so very long",
      })
  void aPhraseIsSettledOnceTheNextWordBegins(String text, String settled) {
    assertThat(Phrases.settled(text, false)).isEqualTo(settled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Hello", "Hello ", "Hello,", "It is 3.5", "no comma 3,5 here", "東京で会議"})
  void anUnfinishedPhraseIsNotSettled(String text) {
    assertThat(Phrases.settled(text, false)).isEmpty();
  }

  @Test
  void allOfAFinalCaptionIsSettled() {
    assertThat(Phrases.settled("no end in sight", true)).isEqualTo("no end in sight");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void nothingSettledChanges(String text) {
    List<String> steady = steady(text);

    assertThat(steady).allMatch(text::startsWith);
    assertThat(Erasure.of(steady)).isZero();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void wordByWordNothingChangesEither(String text) {
    assertThat(Erasure.of(Samples.beginnings(text).toList())).isZero();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void noWordIsCut(String text) {
    assertThat(steady(text))
        .allMatch(
            settled ->
                settled.length() == text.length()
                    || settled.isEmpty()
                    || Breaks.allowed(text, settled.length(), nextWord(text, settled.length())));
  }

  @Test
  void longTextWithoutPunctuationIsNotHeldBack() {
    String text = "word and ".repeat(200).strip();

    assertThat(Samples.beginnings(text))
        .allMatch(
            beginning -> beginning.length() - Phrases.settled(beginning, false).length() <= 31);
  }

  @Test
  void erasureCountsRetractedCharacters() {
    assertThat(Erasure.of(List.of("ab", "acd", "acde"))).isEqualTo(0.25);
  }

  private static List<String> steady(String text) {
    return Stream.concat(
            Samples.beginnings(text).map(beginning -> Phrases.settled(beginning, false)),
            Stream.of(Phrases.settled(text, true)))
        .toList();
  }

  private static int nextWord(String text, int end) {
    int next = end;
    while (Character.isWhitespace(text.codePointAt(next))) {
      next++;
    }
    return next;
  }
}
