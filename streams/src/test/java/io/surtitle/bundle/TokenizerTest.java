package io.surtitle.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

  private static final Tokenizer TOKENIZER = Bundle.load(ToyBundle.directory()).tokenizer();
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCéßñœ0123456789.,!?'’-€😀";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What a shot!",
        "The score is 98-95.",
        "No basket: naïve defence, €5 says they lose.",
        "l'équipe n'a pas gagné",
        "<s> </s> <unk> <0x41>"
      })
  void wordByWordIsTheSameAsWhole(String sentence) {
    int[] whole = TOKENIZER.encode(sentence);

    assertThat(wordByWord(sentence)).isEqualTo(whole);
  }

  @RepeatedTest(50)
  void wordByWordIsTheSameAsWholeForAnyText(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    String sentence = Stream.generate(() -> word(random)).limit(8).collect(Collectors.joining(" "));

    int[] whole = TOKENIZER.encode(sentence);

    assertThat(wordByWord(sentence)).as(sentence).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void blankTextHasNoTokens(String text) {
    int[] ids = TOKENIZER.encode(text);

    assertThat(ids).isEmpty();
  }

  @Test
  void addsNoSpecialTokens() {
    int[] ids = TOKENIZER.encode("What a shot!");

    assertThat(ids).doesNotContain(TOKENIZER.begin(), TOKENIZER.end(), 0);
  }

  @Test
  void cutsNothing() {
    String sentence = "game ".repeat(2000).strip();

    int[] ids = TOKENIZER.encode(sentence);

    assertThat(ids).hasSize(2000 * TOKENIZER.encode("game").length);
  }

  @Test
  void namesPieces() {
    assertThat(TOKENIZER.size()).isEqualTo(400);
    assertThat(TOKENIZER.piece(TOKENIZER.begin())).isEqualTo("<s>");
    assertThat(TOKENIZER.piece(TOKENIZER.end())).isEqualTo("</s>");
    assertThat(TOKENIZER.piece(4)).isEqualTo("<0x00>");
    assertThatThrownBy(() -> TOKENIZER.piece(400)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void piecesSpellTheText() {
    int[] ids = TOKENIZER.encode("the game is over");

    String text = Arrays.stream(ids).mapToObj(TOKENIZER::piece).collect(Collectors.joining());

    assertThat(text).isEqualTo("▁the▁game▁is▁over");
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    List<String> sentences =
        IntStream.range(0, 200).mapToObj(i -> "game " + i + " is over").toList();
    int[][] expected = sentences.stream().map(TOKENIZER::encode).toArray(int[][]::new);

    int[][] actual = sentences.parallelStream().map(TOKENIZER::encode).toArray(int[][]::new);

    assertThat(actual).isDeepEqualTo(expected);
  }

  private static int[] wordByWord(String sentence) {
    return Arrays.stream(sentence.split(" "))
        .flatMapToInt(word -> Arrays.stream(TOKENIZER.encode(word)))
        .toArray();
  }

  private static String word(Random random) {
    int[] letters = LETTERS.codePoints().toArray();
    return random
        .ints(1 + random.nextInt(8), 0, letters.length)
        .mapToObj(i -> Character.toString(letters[i]))
        .collect(Collectors.joining());
  }
}
