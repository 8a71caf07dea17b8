package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped model, and names that it has never seen. */
final class GlossaryTranslationTest {
  private static final Glossary ROSTER =
      Glossary.parse("Kwibisa\nJalen Ollanketo\nVrindhaal\nZephyrgulls\nMc'Quaid-Obo");
  private static final List<String> SPEECH =
      List.of(
          "Kwibisa passes to JALEN OLLANKETO, who scores.",
          "The Zephyrgulls' coach is not happy with Vrindhaal!",
          "Mc\u2019Quaid-Obo and Tom wait for the Zephyrgulls.",
          "It is over, and that is Kwibisa's third foul of the night for the zephyrgulls.");
  private static final List<List<String>> NAMES =
      List.of(
          List.of("Kwibisa", "Jalen Ollanketo"),
          List.of("Zephyrgulls", "Vrindhaal"),
          List.of("Mc'Quaid-Obo", "Tom", "Zephyrgulls"),
          List.of("Kwibisa", "Zephyrgulls"));

  private final Bundle bundle = Bundle.load(Installation.bundle());
  private final Model model = Model.load(bundle, 1);

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,3", "3,1", "3,3", "1000,1", "1000,3"})
  void everyNameComesThroughInEveryLanguage(int waitK, int beam) {
    List<Update> updates = translate(translator(waitK, beam), SPEECH);

    List<Update> finals = updates.stream().filter(Update::last).toList();
    assertThat(finals).hasSize(3 * SPEECH.size());
    for (int i = 0; i < finals.size(); i++) {
      for (String name : NAMES.get(i / 3)) {
        assertThat(finals.get(i).text())
            .containsPattern("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)");
      }
      assertThat(finals.get(i).source()).isEqualTo(SPEECH.get(i / 3));
    }
  }

  @Test
  void captionsDoNotDependOnHowWordsArriveAndOnlyGrow() {
    List<String> words =
        SPEECH.stream().flatMap(line -> List.of(line.split(" ")).stream()).toList();
    TestTranslator translator = translator(3, 3);
    List<Update> atOnce = translate(translator, List.of(String.join(" ", SPEECH)));

    List<Update> wordByWord = translate(translator, words);

    assertThat(finals(wordByWord)).isEqualTo(finals(atOnce));
    Map<String, String> shown = new HashMap<>();
    for (Update each : wordByWord) {
      assertThat(each.text()).startsWith(shown.getOrDefault(each.language(), ""));
      shown.put(each.language(), each.last() ? "" : each.text());
    }
  }

  @Test
  void aNameIsInAPartialCaption() {
    List<Update> updates = translate(translator(3, 3), List.of("Kwibisa passes to the left and"));

    assertThat(updates).isNotEmpty().allMatch(update -> !update.last());
    assertThat(updates).anyMatch(update -> update.text().startsWith("Kwibisa "));
  }

  @Test
  void aSessionGoesOnFromItsBytesInMidName() {
    List<String> words =
        SPEECH.stream().flatMap(line -> List.of(line.split(" ")).stream()).toList();
    TestTranslator translator = translator(3, 3);
    List<Update> expected = translate(translator, words);
    List<Update> updates = new ArrayList<>();
    TranslateSession session = translator.fresh();

    for (int i = 0; i < words.size(); i++) {
      session = translator.reread(session);
      updates.addAll(advance(translator, session, words.get(i), i, ROSTER));
    }

    assertThat(updates).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void anUtteranceKeepsTheListThatItBeganWith() {
    TestTranslator translator = translator(3, 3);
    TranslateSession session = translator.fresh();
    List<Update> updates = new ArrayList<>();

    updates.addAll(advance(translator, session, "Here is", 0, ROSTER));
    updates.addAll(
        advance(translator, session, "Kwibisa. Vrindhaal", 1, Glossary.parse("Vrindhaal")));
    updates.addAll(advance(translator, session, "scores.", 2, Glossary.NONE));

    assertThat(finals(updates)).hasSize(6);
    assertThat(finals(updates).subList(0, 3)).allMatch(text -> text.contains("Kwibisa"));
    assertThat(finals(updates).subList(3, 6)).allMatch(text -> text.contains("Vrindhaal"));
  }

  private TestTranslator translator(int waitK, int beam) {
    Policy policy = waitK == 1000 ? Policy.fullSentence() : Policy.waitK(waitK);
    return new TestTranslator(model, bundle, policy, beam, 80);
  }

  private static List<Update> translate(TestTranslator translator, List<String> inputs) {
    TranslateSession session = translator.fresh();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      updates.addAll(advance(translator, session, inputs.get(i), i, ROSTER));
    }
    return updates;
  }

  private static List<Update> advance(
      TestTranslator translator,
      TranslateSession session,
      String text,
      long position,
      Glossary glossary) {
    return translator.with(glossary).take(session, text, position);
  }

  private static List<String> finals(List<Update> updates) {
    return updates.stream()
        .filter(Update::last)
        .map(update -> update.language() + " " + update.text())
        .toList();
  }
}
