package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Tokenizer;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholder;
import io.surtitle.decoding.Term;
import io.surtitle.engine.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpotterTest {
  private static final Glossary ROSTER = Glossary.parse("Raptors, Jalen Ollanketo, J.R.");
  private final Tokenizer tokenizer = Bundle.load(ToyBundle.directory()).tokenizer();

  @Test
  void placeholdersAreReadForTerms() {
    List<Segment> segments = split("the Raptors find Jalen Ollanketo's hand.");

    assertThat(segments).hasSize(1);
    assertThat(tokens(segments)).startsWith(tokenizer.encode("the Hawks find Tom's hand."));
    assertThat(segments.get(0).text()).isEqualTo("the Raptors find Jalen Ollanketo's hand.");
    assertThat(segments.get(0).spotting().terms())
        .containsExactly(
            new Term("Raptors", tokenizer.encode("the").length, Placeholder.TEAM),
            new Term(
                "Jalen Ollanketo", tokenizer.encode("the Hawks find").length, Placeholder.NAME));
  }

  @Test
  void nothingDependsOnHowWordsArrive() {
    String said = "Jalen goes, Jalen Ollanketo! Now J.R. and the RAPTORS' Jalen";
    List<Segment> whole = split(said);

    List<Segment> portions = split(said.split(" "));

    assertThat(tokens(portions)).isEqualTo(tokens(whole));
    assertThat(text(portions)).isEqualTo(text(whole)).isEqualTo(said);
    assertThat(last(portions).spotting()).isEqualTo(last(whole).spotting());
    assertThat(whole).extracting(Segment::ends).containsExactly(true, true);
  }

  @Test
  void aWordThatWaitsIsReadAtTheEnd() {
    List<Segment> waiting = split(List.of(Input.of("Jalen", false, 0, -1, -1, 0)));

    List<Segment> ended =
        split(List.of(Input.of("Jalen", false, 0, -1, -1, 0), Input.silence(0, 0)));

    assertThat(waiting).extracting(Segment::tokens).containsExactly(new int[0]);
    assertThat(tokens(ended)).startsWith(tokenizer.encode("Jalen")).endsWith(tokenizer.end());
    assertThat(text(ended)).isEqualTo("Jalen");
  }

  @Test
  void aTermFallsIntoTheUtteranceThatItIsReadIn() {
    List<Input<String>> inputs = List.of(Input.of("one two Jalen Ollanketo", true, 0, -1, -1, 0));
    int words = tokenizer.encode("one two").length;

    List<Segment> segments = split(inputs, words + 1);

    assertThat(segments).hasSizeGreaterThan(1);
    assertThat(segments.get(0).spotting().terms()).isEmpty();
    assertThat(segments.get(1).spotting().terms())
        .containsExactly(new Term("Jalen Ollanketo", 0, Placeholder.NAME));
  }

  private List<Segment> split(String... texts) {
    return split(
        IntStream.range(0, texts.length)
            .mapToObj(i -> Input.of(texts[i], i == texts.length - 1, i, -1, -1, 0))
            .toList());
  }

  private List<Segment> split(List<Input<String>> inputs) {
    return split(inputs, 200);
  }

  private List<Segment> split(List<Input<String>> inputs, int maxTokens) {
    List<Segment> segments = new ArrayList<>();
    OpenUtterance open = OpenUtterance.none(ROSTER);
    StreamText text = StreamText.NORMAL;
    for (Input<String> input : inputs) {
      Preparer preparer = Segmenters.preparer(text, open);
      List<Segment> more = Segmenters.of(tokenizer, maxTokens, open, preparer, ROSTER).split(input);
      for (Segment each : more) {
        open = each.ends() ? OpenUtterance.none(ROSTER) : after(open, each);
      }
      text = preparer.text();
      segments.addAll(more);
    }
    return segments;
  }

  private static OpenUtterance after(OpenUtterance open, Segment more) {
    return new OpenUtterance(
        open.length() + more.tokens().length,
        (open.source() + " " + more.text()).strip(),
        more.spotting(),
        more.marks());
  }

  private static Segment last(List<Segment> segments) {
    return segments.get(segments.size() - 1);
  }

  private static String text(List<Segment> segments) {
    return segments.stream()
        .map(Segment::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static int[] tokens(List<Segment> segments) {
    return segments.stream().flatMapToInt(each -> IntStream.of(each.tokens())).toArray();
  }
}
