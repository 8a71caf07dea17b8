package io.surtitle.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "over.", "what?", "three!", "end.\"", "(done.)", "終。", "wait…", "No.", "I.", "42.", "."
      })
  void endsASentence(String word) {
    assertThat(Sentences.endsWith(word)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"over", "well,", "Dr.", "vs.", "J.", "U.S.", "3.5", "p.m.", "\"", ""})
  void goesOn(String word) {
    assertThat(Sentences.endsWith(word)).isFalse();
  }
}
