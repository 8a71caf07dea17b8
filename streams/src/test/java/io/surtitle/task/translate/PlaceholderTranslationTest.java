package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A network that has learnt nothing of its placeholders: what comes through does so by the rules.
 */
final class PlaceholderTranslationTest {
  private static final Glossary ROSTER = Glossary.parse("Kwibisa");
  private static final List<String> SPEECH =
      List.of(
          "Kwibisa made 24 of 30 for $1,234.50, and 45.7% of the threes.",
          "Write to info@example.com or #WeTheNorth, says Привет, мир now.",
          "One 1, two 2, three 3, four 4, five 5, six 6, seven 7 and 8 of them.");
  private static final List<List<String>> CARRIED =
      List.of(
          List.of("Kwibisa", "24", "30"),
          List.of("info@example.com", "#WeTheNorth", "Привет, мир"),
          List.of("1", "2", "3", "4", "5", "6", "7", "8"));

  private final Bundle bundle;
  private final Model model;

  PlaceholderTranslationTest(@TempDir Path temp) {
    bundle = Bundle.load(ToyBundle.copyWithPlaceholders(temp.resolve("bundle")));
    model = Model.load(bundle, 1);
  }

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,3", "3,1", "3,3", "1000,1", "1000,3"})
  void eachTermComesThroughOnceAndNoPlaceholderIsShown(int waitK, int beam) {
    List<Update> finals = finals(translate(translator(waitK, beam), SPEECH));

    assertThat(finals).hasSize(3 * SPEECH.size());
    for (int i = 0; i < finals.size(); i++) {
      for (String term : CARRIED.get(i / 3)) {
        assertThat(occurrences(term, finals.get(i).text())).as(finals.get(i).text()).isEqualTo(1);
      }
      assertThat(finals.get(i).text()).doesNotContainPattern("[\\p{Co}\uFFFD]");
    }
    assertThat(finals.get(0).text()).contains("$1\u202f234,50", "45,7%");
    assertThat(finals.get(1).text()).contains("$1.234,50", "45,7%");
  }

  private static long occurrences(String term, String text) {
    String word = "(?<![\\p{L}\\p{N}])" + Pattern.quote(term) + "(?![\\p{L}\\p{N}]|[.,]\\d)";
    return Pattern.compile(word).matcher(text).results().count();
  }

  @Test
  void captionsDoNotDependOnHowWordsArriveAndOnlyGrow() {
    TestTranslator translator = translator(3, 3);
    List<Update> atOnce = translate(translator, List.of(String.join(" ", SPEECH)));

    List<Update> wordByWord = translate(translator, words());

    assertThat(texts(finals(wordByWord))).isEqualTo(texts(finals(atOnce)));
    Map<String, String> shown = new HashMap<>();
    for (Update each : wordByWord) {
      assertThat(each.text()).startsWith(shown.getOrDefault(each.language(), ""));
      shown.put(each.language(), each.last() ? "" : each.text());
    }
  }

  @Test
  void aSessionGoesOnFromItsBytes() {
    TestTranslator translator = translator(3, 3);
    List<Update> expected = translate(translator, words());
    List<Update> updates = new ArrayList<>();
    TranslateSession session = translator.fresh();

    for (int i = 0; i < words().size(); i++) {
      session = translator.reread(session);
      updates.addAll(translator.take(session, words().get(i), i));
    }

    assertThat(updates).usingRecursiveComparison().isEqualTo(expected);
  }

  private static List<String> words() {
    return SPEECH.stream().flatMap(line -> List.of(line.split(" ")).stream()).toList();
  }

  private TestTranslator translator(int waitK, int beam) {
    Policy policy = waitK == 1000 ? Policy.fullSentence() : Policy.waitK(waitK);
    return new TestTranslator(model, bundle, policy, beam, 120).with(ROSTER);
  }

  private static List<Update> translate(TestTranslator translator, List<String> inputs) {
    TranslateSession session = translator.fresh();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      updates.addAll(translator.take(session, inputs.get(i), i));
    }
    return updates;
  }

  private static List<Update> finals(List<Update> updates) {
    return updates.stream().filter(Update::last).toList();
  }

  private static List<String> texts(List<Update> updates) {
    return updates.stream().map(update -> update.language() + " " + update.text()).toList();
  }
}
