package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BreaksTest {

  @ParameterizedTest
  @CsvSource({
    "one two, one|two",
    "well-known 24-19, well-known|24-19",
    "« Quoi ! » dit-il, « Quoi ! »|dit-il",
    "wait — no, wait —|no",
    "¿ Qué (sí) „Ja“ no, ¿ Qué|(sí)|„Ja“|no",
    "雨です」と、彼, 雨|で|す」|と、|彼",
    "コンピューターは違う, コンピューター|は|違|う",
    "きょうはいっぱい（三）, きょ|う|は|いっ|ぱ|い|（三）",
    "NBAの「試合」。終, NBA|の|「試|合」。|終",
    "서울에서 회의가, 서울에서|회의가",
    "สวัสดีครับ วันนี้, สวัสดีครับ|วันนี้",
    "𠮷野家, 𠮷|野|家",
    "か\u3099き, か\u3099|き"
  })
  void textBreaksWhereUnicodeAllows(String text, String expected) {
    StringBuilder broken = new StringBuilder();
    int end = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int next = i + Character.charCount(text.codePointAt(i));
      if (text.charAt(i) != ' ') {
        broken
            .append(end > 0 && Breaks.allowed(text, end, i) ? "|" : text.substring(end, i))
            .append(text, i, next);
        end = next;
      }
    }
    assertThat(broken).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "over., true, true",
    "\"over.\", true, true",
    "終。」, true, true",
    "है।, true, true",
    "well…, true, true",
    "J., true, false",
    "'well,', true, false",
    "أمس؛, true, false",
    "three:, true, false",
    "wait —, true, false",
    "well-, false, false",
    "over, false, false",
    "(, false, false"
  })
  void punctuationEndsClausesAndSentences(String text, boolean clause, boolean sentence) {

    assertThat(Breaks.endsClause(text, text.length())).isEqualTo(clause);
    assertThat(Breaks.endsSentence(text, text.length(), false)).isEqualTo(sentence);
  }
}
