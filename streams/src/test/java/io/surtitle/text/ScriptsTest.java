package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "en,game,false",
    "en,Dončić,false",
    "en,'24-19,',false",
    "en,♪,true",
    "en,👍🏽,true",
    "en,->,true",
    "en,--,false",
    "en,+,false",
    "en,&&,true",
    "en,ªº,false",
    "en,Привет!,true",
    "en,比赛结束了。,true",
    "en,المباراة,true",
    "en,Тhe,true",
    "en,α-blocker,true",
    "en-GB,game,false",
    "ja,試合,false",
    "ja,バスケットボール,false",
    "ja,ファールー,false",
    "ja,NBA,true",
    "ja,Привет,true",
    "ko,경기,false",
    "zh-Hans,比赛,false",
    "zh,かな,true",
    "ru,игра,false",
    "ru,game,true",
    "sr-Latn,igra,false",
    "hi,खेल,false",
    "xx,Привет,false"
  })
  void aWordIsForeignWhereItsLettersAreOfAnotherScript(
      String language, String word, boolean foreign) {
    assertThat(Scripts.of(language).isForeign(word)).isEqualTo(foreign);
  }

  @ParameterizedTest
  @CsvSource({"5,false", "100,true"})
  void aWordWithTooManyMarksIsForeign(int marks, boolean foreign) {
    assertThat(Scripts.of("en").isForeign("Z" + "\u0301".repeat(marks))).isEqualTo(foreign);
  }
}
