package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.engine.Input;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SegmenterTest {
  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();

  @Test
  void sentencesAreUtterances() {
    List<Segment> segments = split("What a shot! And here comes", false, 100, 0);

    assertThat(segments)
        .extracting(Segment::text)
        .containsExactly("What a shot!", "And here comes");
    assertThat(segments).extracting(Segment::ends).containsExactly(true, false);
    assertThat(segments.get(0).tokens()).isEqualTo(withEnd(tokenizer.encode("What a shot!")));
    assertThat(segments.get(1).tokens()).isEqualTo(tokenizer.encode("And here comes"));
  }

  @Test
  void anExplicitEndEndsOnlyWhatIsOpen() {
    assertThat(split("", true, 100, 0)).isEmpty();
    assertThat(split("over.", true, 100, 0)).extracting(Segment::ends).containsExactly(true);
    assertThat(split("over", true, 100, 0)).extracting(Segment::ends).containsExactly(true);

    List<Segment> onlyEnd = split("", true, 100, 7);

    assertThat(onlyEnd).hasSize(1);
    assertThat(onlyEnd.get(0).tokens()).containsExactly(tokenizer.end());
  }

  @Test
  void wordsArriveInAnyPortions() {
    String sentence = "the Raptors lead by 12 with 0:58 left on the clock";
    int[] whole = tokens(split(sentence, true, 200, 0));

    IntStream portions = IntStream.empty();
    int length = 0;
    String[] words = sentence.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      int[] part = tokens(split(words[i], i == words.length - 1, 200, length));
      length += part.length;
      portions = IntStream.concat(portions, Arrays.stream(part));
    }

    assertThat(portions.toArray()).isEqualTo(whole);
  }

  /** As recognisers of speech send it. */
  @Test
  void aFullStopThatComesAloneIsReadAsTheEndOfTheWordBefore() {
    int[] word = tokens(split("over", false, 100, 0));
    int[] stop = tokens(split(".", true, 100, word.length));

    assertThat(IntStream.concat(Arrays.stream(word), Arrays.stream(stop)).toArray())
        .isEqualTo(tokens(split("over.", true, 100, 0)));
  }

  @Test
  void utterancesAreBounded() {
    String endless =
        "zyxwvutsrqponmlkjihgfedcba".repeat(2)
            + " and then the game goes on and on and on without a stop";

    List<Segment> segments = split(endless, true, 16, 0);

    assertThat(segments).allMatch(segment -> segment.tokens().length <= 16 && segment.ends());
    assertThat(IntStream.of(tokens(segments)).filter(id -> id != tokenizer.end()).toArray())
        .isEqualTo(tokenizer.encode(endless));
  }

  private List<Segment> split(String text, boolean end, int maxTokens, int length) {
    Input<String> input = Input.of(text, end, 0, -1, -1, 0);
    OpenUtterance open = new OpenUtterance(length, "", Spotting.NONE, Marks.NONE);
    Preparer preparer = Segmenters.preparer(StreamText.NORMAL, open);
    return Segmenters.of(tokenizer, maxTokens, open, preparer, Glossary.NONE).split(input);
  }

  private static int[] tokens(List<Segment> segments) {
    return segments.stream().flatMapToInt(segment -> Arrays.stream(segment.tokens())).toArray();
  }

  private int[] withEnd(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = tokenizer.end();
    return ended;
  }
}
