package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextAssemblyTest {
  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();

  @ParameterizedTest
  @ValueSource(
      strings = {"Dončić marque !", "C'est fini.", "¿Qué? ¡Sí!", "試合 は 終わり", "<0x41> 🏀 10:32"})
  void textIsWhatWasEncoded(String text) {
    assertThat(TextAssembly.text(tokenizer, tokenizer.encode(text))).isEqualTo(text);
  }

  @RepeatedTest(50)
  void textOnlyGrows() {
    Random random = new Random();
    int[] tokens = random.ints(30, 4, tokenizer.size()).toArray();

    String before = "";
    for (int size = 1; size <= tokens.length; size++) {
      String text = TextAssembly.text(tokenizer, Arrays.copyOf(tokens, size));

      assertThat(text).as(() -> Arrays.toString(tokens)).startsWith(before);
      before = text;
    }
  }
}
