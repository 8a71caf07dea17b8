package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Term;
import io.surtitle.engine.Input;
import io.surtitle.text.Cleaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where utterances end, with and without a list of terms, however the text was cut into records.
 */
final class SentenceEndsTest {
  private static final Glossary LISTED =
      Glossary.parse(
          "No. 1\nMt. Everest\nFt. Worth\nYahoo! Sports\nYahoo!\nSt. Louis\nDonald Trump Jr. Show\n"
              + "Donald Trump Jr\nDonc\u030Cic\u0301\nA.I.\nInc.\nwill.i.am\nSan\u00A0Jose\u0301");

  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();

  /** What a whole utterance is: its words, token ids and terms. */
  private record Said(String text, List<Integer> tokens, List<Term> terms) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '`',
      value = {
        "He is No. 1 in it.\tHe is No. 1 in it.",
        "No. He is not.\tNo. | He is not.",
        "Apple Inc. grows. He is happy.\tApple Inc. grows. | He is happy.",
        "He is at Apple Inc. He is happy.\tHe is at Apple Inc. | He is happy.",
        "In the U.S. Congress met. In the U.S. They met.\tIn the U.S. Congress met. | In the U.S. |"
            + " They met.",
        "Wait... what is that? Well... She left.\tWait... what is that? | Well... | She left.",
        "He said \"it is over.\" Then he left.\tHe said \"it is over.\" | Then he left.",
        "(The game is over.) They left.\t(The game is over.) | They left.",
        "The game is over.\u200B The crowd goes home.\tThe game is over. | The crowd goes home.",
        "The game is over.\u200E The crowd goes home.\tThe game is over. | The crowd goes home.",
        "比赛结束了。他们赢了！\t比赛结束了。 | 他们赢了！",
        "Mr. Smith of the U.S. met St. John at 5 p.m. yesterday.\tMr. Smith of the U.S. met St."
            + " John at 5 p.m. yesterday."
      })
  void sentencesAreUtterances(String text, String expected) {
    assertThat(joined(utterances(List.of(Cleaning.of(text)), Glossary.NONE))).isEqualTo(expected);
    assertThat(joined(utterances(List.of(Cleaning.of(text)), LISTED))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "He is No. 1 now., No. 1",
    "We climbed Mt. Everest., Mt. Everest",
    "They play in Ft. Worth tonight., Ft. Worth",
    "I watch Yahoo! Sports daily., Yahoo! Sports",
    "I use Yahoo! daily., Yahoo!",
    "The Donald Trump Jr. Show is on., Donald Trump Jr. Show",
    "Donald Trump Jr. was there., Donald Trump Jr",
    "I saw Donc\u030Cic\u0301 play., Don\u010Di\u0107",
    "I saw Don\u00AD\u010Di\u0107\u200B play., Don\u010Di\u0107",
    "We live in San\u00A0Jos\u00E9 now., San Jos\u00E9",
    "I like A.I. and it., A.I.",
    "will.i.am sings., will.i.am"
  })
  void termsWinOverSentenceEnds(String text, String term) {
    List<Said> utterances = utterances(List.of(Cleaning.of(text).split(" ")), LISTED);

    assertThat(utterances).hasSize(1);
    assertThat(utterances.get(0).terms()).extracting(Term::text).containsExactly(term);
  }

  @ParameterizedTest
  @CsvSource({
    "I use Yahoo! He does too., I use Yahoo! | He does too.",
    "He likes A.I. It is new., He likes A.I. | It is new.",
    "He met Donald Trump Jr. They spoke., He met Donald Trump Jr. | They spoke.",
    "He is No. 1. She is not., He is No. 1. | She is not."
  })
  void aSentenceMayEndWithATerm(String text, String expected) {
    assertThat(joined(utterances(List.of(text), LISTED))).isEqualTo(expected);
  }

  @RepeatedTest(100)
  void nothingDependsOnHowTextIsCut() {
    Random random = new Random();
    String[] words =
        random
            .ints(30, 0, WORDS.length)
            .mapToObj(each -> WORDS[each])
            .collect(Collectors.joining(" "))
            .split(" ");
    Glossary glossary = random.nextBoolean() ? LISTED : Glossary.NONE;

    List<Said> whole = utterances(List.of(String.join(" ", words)), glossary);

    assertThat(utterances(cut(words, random), glossary)).isEqualTo(whole);
    assertThat(utterances(List.of(words), glossary)).isEqualTo(whole);
  }

  private static final String[] WORDS = {
    "He",
    "is",
    "the",
    "No.",
    "1",
    "Mt.",
    "Everest",
    "Yahoo!",
    "Sports",
    "A.I.",
    "Inc.",
    "and",
    "over.",
    "Well...",
    "\u2026",
    "Donald",
    "Trump",
    "Jr.",
    "Show",
    "U.S.",
    "Smith",
    "J.",
    "p.m.",
    "(Dr.",
    "end.\"",
    "what?",
    "比赛结束了。他们赢了！",
    "I",
    "St.",
    "Louis",
    "\"Ft.",
    "Worth\"",
    "San",
    "José",
    "42"
  };

  private static List<String> cut(String[] words, Random random) {
    List<String> records = new ArrayList<>();
    for (int from = 0; from < words.length; ) {
      int to = Math.min(words.length, from + 1 + random.nextInt(4));
      records.add(String.join(" ", Arrays.copyOfRange(words, from, to)));
      from = to;
    }
    return records;
  }

  private static String joined(List<Said> utterances) {
    return utterances.stream().map(Said::text).collect(Collectors.joining(" | "));
  }

  /** The utterances of some records, the last of which ends with its record, as a session would. */
  private List<Said> utterances(List<String> records, Glossary glossary) {
    List<Said> utterances = new ArrayList<>();
    Spotting open = Spotting.begin(glossary);
    Marks marks = Marks.NONE;
    StreamText stream = StreamText.NORMAL;
    List<String> text = new ArrayList<>();
    List<Integer> tokens = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Input<String> input = Input.of(records.get(i), i == records.size() - 1, i, -1, -1, 0);
      String said = String.join(" ", text);
      OpenUtterance before = new OpenUtterance(tokens.size(), said, open, marks);
      Preparer preparer = Segmenters.preparer(stream, before);
      Segmenter segmenter = Segmenters.of(tokenizer, 200, before, preparer, glossary);
      List<Segment> segments = segmenter.split(input);
      stream = preparer.text();
      for (Segment each : segments) {
        if (!each.text().isEmpty()) {
          text.add(each.text());
        }
        IntStream.of(each.tokens()).forEach(tokens::add);
        open = each.spotting();
        marks = each.marks();
        if (each.ends()) {
          utterances.add(
              new Said(String.join(" ", text), List.copyOf(tokens), each.spotting().terms()));
          text.clear();
          tokens.clear();
          open = Spotting.begin(glossary);
          marks = Marks.NONE;
        }
      }
    }
    return utterances;
  }
}
