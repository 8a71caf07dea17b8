package io.surtitle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
  private final Script script = Script.of(List.of("And here we go!", "", "It is good."));

  private String words(int stream, int count) {
    return IntStream.range(0, count)
        .mapToObj(word -> script.word(stream, word))
        .collect(Collectors.joining(" "));
  }

  @Test
  void goesOnAndOn() {
    assertThat(words(0, 9)).isEqualTo("And here we go! It is good. And here");
  }

  @Test
  void anotherStreamBeginsAtAnotherSentence() {
    assertThat(words(1, 4)).isEqualTo("It is good. And");
  }

  @Test
  void speaksTheBroadcast() {
    assertThat(Script.broadcast().word(0, 0)).isEqualTo("Good");
  }
}
