package io.surtitle.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.PlaceholderSpec;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextAssemblyTest {
  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();

  @ParameterizedTest
  @ValueSource(
      strings = {"Dončić marque!", "C'est fini.", "¿Qué? ¡Sí!", "試合 は 終わり", "<0x41> 🏀 10:32"})
  void decodingReversesEncoding(String text) {
    assertThat(TextAssembly.text(tokenizer, "und", tokenizer.encode(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "A.I., Tom., A.I.",
    "A.I., Tom, A.I.",
    "A.I., Tom!, A.I.\u202F!",
    "A.I., Tom. Tom., A.I. Tom.",
    "Raptors, Tom., Raptors."
  })
  void aTermWithAFullStopIsNotFollowedByAnother(String term, String written, String expected) {
    PlaceholderTokens placeholderTokens =
        new PlaceholderTokens(tokenizer, new Placeholders(PlaceholderSpec.NONE));
    int[] tokens = tokenizer.encode(written);
    int[] delays = new int[tokens.length];
    Arrays.fill(delays, 1);

    assertThat(
            TextAssembly.text(
                placeholderTokens,
                "fr",
                List.of(new Term(term, 0, Placeholder.NAME)),
                tokens,
                delays))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'E2,82', ''",
    "'E2,82,AC', €",
    "'41,FF,42', AB",
    "'E2,82,41', A",
    "'EF,BF,BD,41', A"
  })
  void bytesThatFormNoCharacterAreOmitted(String bytes, String expected) {
    int[] tokens = Arrays.stream(bytes.split(",")).mapToInt(this::byteToken).toArray();

    assertThat(TextAssembly.text(tokenizer, "und", tokens)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"E2", "E2,82", "FF"})
  void incompleteBytesAreOmittedWithinText(String bytes) {
    int[] broken = Arrays.stream(bytes.split(",")).mapToInt(this::byteToken).toArray();
    int[] game = tokenizer.encode("game");
    int[] tokens = IntStream.concat(Arrays.stream(broken), Arrays.stream(game)).toArray();

    assertThat(TextAssembly.text(tokenizer, "und", tokens)).isEqualTo("game");
  }

  private int byteToken(String hex) {
    return IntStream.range(0, tokenizer.size())
        .filter(id -> tokenizer.piece(id).equals("<0x" + hex + ">"))
        .findFirst()
        .orElseThrow();
  }

  @RepeatedTest(50)
  void textOnlyGrows() {
    Random random = new Random();
    int[] tokens = random.ints(30, 4, tokenizer.size()).toArray();

    String before = "";
    for (int size = 1; size <= tokens.length; size++) {
      String text = TextAssembly.text(tokenizer, "und", Arrays.copyOf(tokens, size));

      assertThat(text)
          .as(() -> Arrays.toString(tokens))
          .startsWith(before)
          .doesNotContain("\uFFFD");
      before = text;
    }
  }
}
