package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.engine.Input;
import io.surtitle.text.MarkTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the model reads, and what stands around it, for text as people send it. */
final class PreparerTest {
  private static final String TALK =
      "WELCOME BACK TO TORONTO, WHERE THE RAPTORS LEAD 24-19. >> HE SHOOTS! >>> AND IT IS GOOD."
          + " Now it is normal again. OK. The NBA and the RAPTORS are here. GOAL SCORED! He is"
          + " LEBRON JAMES JUNIOR NOW. [APPLAUSE] Thank you (crowd cheering) and good night. \u266A"
          + " Oh say can you see. By the light \u266A JOHN SMITH: Well done \uD83D\uDC4D He scores"
          + " \uD83D\uDD25 again. no no no no no no, no no. (The game is over.) They left. ... and"
          + " so on ?! - [speaking foreign language] (AIR CANADA CENTRE) is full. [never closed"
          + " and so on and so on and so on. Goooooooal hahaha that is IT";

  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();

  /** An utterance: what was said, what the model read, and how its captions begin and end. */
  private record Heard(String said, List<Integer> read, String around) {}

  @RepeatedTest(60)
  void nothingDependsOnHowWordsArrive(RepetitionInfo repetition) {
    Glossary glossary =
        repetition.getCurrentRepetition() % 2 == 0
            ? Glossary.NONE
            : Glossary.parse("Raptors, LeBron James, Air Canada Centre");
    List<Heard> atOnce = hear(List.of(TALK), glossary);
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> words = new ArrayList<>(List.of(TALK.split(" ")));
    List<String> records = new ArrayList<>();
    while (!words.isEmpty()) {
      List<String> record = words.subList(0, Math.min(words.size(), 1 + random.nextInt(4)));
      records.add(String.join(" ", record));
      record.clear();
    }

    assertThat(hear(records, glossary)).isEqualTo(atOnce).hasSizeGreaterThan(20);
    assertThat(atOnce.stream().map(Heard::said).collect(Collectors.joining(" "))).isEqualTo(TALK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WELCOME BACK TO TORONTO. | Welcome back to Toronto. | _",
        "OK. | OK. | _",
        "NBA! | NBA! | _",
        "GOAL SCORED! | Goal scored! | _",
        "OK 3 7 | OK 3 7 | _",
        "I AM A FAN. | I am a fan. | _",
        "The NBA and NFL are | The NBA and NFL are | _",
        "He said IT IS OVER NOW | He said it is over now | _",
        "[APPLAUSE] | '' | [APPLAUDISSEMENTS] _",
        "\u266A | '' | \u266A _",
        "?! | '' | ?! _",
        "... and so on. | and so on. | ... _",
        "\u266A la la land \u266A | la la land | \u266A _ \u266A",
        ">> MAN: Hello there. | Hello there. | - HOMME: _",
        "He is \uD83D\uDD25 hot. | He is hot. | _ \uD83D\uDD25",
        "(It is over.) | It is over. | (_)",
        "It is [inaudible] over. | It is over. | _ [inaudible]",
        "no no no no no no it is. | no no no it is. | _",
        "go go go go go. | go go go go. | _",
        "Goooooooal is it. | Goal is it. | _",
      })
  void whatIsReadAndWhatStandsAround(String text, String read, String around) {
    List<Heard> heard = hear(List.of(text), Glossary.NONE);

    assertThat(heard).hasSize(1);
    assertThat(heard.get(0).said()).isEqualTo(text);
    List<Integer> expected = new ArrayList<>(ids(read));
    if (!expected.isEmpty()) {
      expected.add(tokenizer.end());
    }
    assertThat(heard.get(0).read()).isEqualTo(expected);
    assertThat(heard.get(0).around()).isEqualTo(around);
  }

  @Test
  void listedNamesInUpperCaseAreNormal() {
    Glossary listed = Glossary.parse("NBA, NFL, MLS");

    assertThat(hear(List.of("NBA NFL MLS is here."), listed).get(0).said())
        .isEqualTo("NBA NFL MLS is here.");
    assertThat(texts("NBA NFL MLS GAME TIME is", listed)).isEqualTo(StreamText.NORMAL);
  }

  @Test
  void caseIsAPropertyOfTheStream() {
    assertThat(texts("THIS IS IT.", Glossary.NONE).caps()).isTrue();
    assertThat(texts("THIS IS IT. NBA", Glossary.NONE).caps()).isTrue();
    assertThat(texts("THIS IS IT. Now", Glossary.NONE)).isEqualTo(StreamText.NORMAL);
    assertThat(texts("OK. OK.", Glossary.NONE)).isEqualTo(new StreamText(false, 2, false));
  }

  @Test
  void whatWaitsIsBounded() {
    Input<String> input = Input.of("NBA " + "7 ".repeat(500), false, 0, -1, -1, 0);

    List<Segment> segments = segmenter(OpenUtterance.none(Glossary.NONE)).split(input);

    assertThat(segments.get(segments.size() - 1).marks().waiting()).isEmpty();
  }

  @Test
  void aWordThatIsRepeatedForEverIsUtterances() {
    Input<String> input = Input.of("no ".repeat(1000), false, 0, -1, -1, 0);

    List<Segment> segments = segmenter(OpenUtterance.none(Glossary.NONE)).split(input);

    assertThat(segments).hasSizeGreaterThan(15);
    assertThat(segments).allMatch(segment -> segment.text().length() < 200);
  }

  @Test
  void marksComeBackFromTheirBytes() {
    List<Segment> segments =
        segmenter(OpenUtterance.none(Glossary.NONE))
            .split(Input.of(">> MAN: he is \uD83D\uDD25 NBA", false, 0, -1, -1, 0));
    Marks marks = segments.get(segments.size() - 1).marks();

    assertThat(marks.waiting()).isEqualTo("NBA");
    assertThat(MarksCodec.decode(MarksCodec.encode(marks))).isEqualTo(marks);
    assertThat(MarksCodec.encode(Marks.NONE)).isEmpty();
    assertThat(StreamText.decode(new StreamText(true, 0, true).encode()))
        .isEqualTo(new StreamText(true, 0, true));
    assertThat(StreamText.NORMAL.encode()).isEmpty();
  }

  private Segmenter segmenter(OpenUtterance open) {
    Preparer preparer = Segmenters.preparer(StreamText.NORMAL, open);
    return Segmenters.of(tokenizer, 200, open, preparer, Glossary.NONE);
  }

  private StreamText texts(String text, Glossary glossary) {
    OpenUtterance open = OpenUtterance.none(glossary);
    Preparer preparer = Segmenters.preparer(StreamText.NORMAL, open);
    Segmenters.of(tokenizer, 200, open, preparer, glossary)
        .split(Input.of(text, false, 0, -1, -1, 0));
    return preparer.text();
  }

  /** All utterances of some records and the end after them. */
  private List<Heard> hear(List<String> records, Glossary glossary) {
    List<Heard> heard = new ArrayList<>();
    OpenUtterance open = OpenUtterance.none(glossary);
    List<Integer> read = new ArrayList<>();
    StreamText text = StreamText.NORMAL;
    for (int i = 0; i < records.size(); i++) {
      Preparer preparer = Segmenters.preparer(StreamText.decode(text.encode()), open);
      Input<String> input = Input.of(records.get(i), i == records.size() - 1, i, -1, -1, 0);
      for (Segment each : Segmenters.of(tokenizer, 200, open, preparer, glossary).split(input)) {
        String said = (open.source() + " " + each.text()).strip();
        Marks marks = MarksCodec.decode(MarksCodec.encode(each.marks()));
        IntStream.of(each.tokens()).forEach(read::add);
        open =
            new OpenUtterance(open.length() + each.tokens().length, said, each.spotting(), marks);
        if (each.ends()) {
          String words = read.isEmpty() ? "" : "_";
          String around = marks.around(words, MarkTable.of("en"), "fr", true);
          heard.add(new Heard(said, List.copyOf(read), read.isEmpty() ? around + " _" : around));
          open = OpenUtterance.none(glossary);
          read.clear();
        }
      }
      text = preparer.text();
    }
    return heard;
  }

  private List<Integer> ids(String text) {
    return IntStream.of(tokenizer.encode(text)).boxed().toList();
  }
}
