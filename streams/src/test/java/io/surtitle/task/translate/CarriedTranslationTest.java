package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Input;
import io.surtitle.inference.Model;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped model, which was taught no placeholders, is not let invent. */
final class CarriedTranslationTest {
  private final Bundle bundle = Bundle.load(Installation.bundle());
  private final Model model = Model.load(bundle, 1);
  private final TestTranslator translator =
      new TestTranslator(model, bundle, Policy.waitK(3), 3, 80);

  @AfterEach
  void close() {
    model.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Привет, мир.",
        "比赛结束了。",
        "انتهت المباراة.",
        "https://example.com/a?b=c&d=e#f",
        "$1,234.50!",
        "?!",
        "...",
        "Привет, мир, и так далее без конца"
      })
  void whatNeedsNoTranslationNeverReachesTheModel(String said) {
    List<Update> updates = translate(List.of(said), true);

    assertThat(updates).hasSize(3).allMatch(Update::last);
    for (Update each : updates) {
      assertThat(each.text()).isEqualTo(said);
      assertThat(each.source()).isEqualTo(said);
      assertThat(each.sourceTokens()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Visit https://example.com/a?b=c&d=e#f for tickets.|https://example.com/a?b=c&d=e#f",
        "Write to info@example.com or #WeTheNorth now.|info@example.com",
        "Write to info@example.com or #WeTheNorth now.|#WeTheNorth",
        "Tom pays $5,000 for it.|$5",
        "They said Привет, мир to us.|Привет, мир",
        "He scored 1\u00a0000 points.|000",
        "The number is 12345678901234567890123456789.|12345678901234567890123456789",
        "He shoots 45.7% from three.|45,7%",
        "It is -5 degrees, +3 in the paint.|-5",
        "Call 1-800-555-0199 at noon.|1-800-555-0199"
      })
  void whatIsCarriedOverStandsInEveryLanguage(String said, String carried) {
    List<Update> finals = translate(List.of(said), true).stream().filter(Update::last).toList();

    assertThat(finals).hasSize(3).allMatch(update -> update.text().contains(carried));
    assertThat(finals).allMatch(update -> !update.text().contains("Hawks"));
  }

  @Test
  void aNameThatAPlaceholderIsStaysItself() {
    List<Update> finals = translate(List.of("Tom and the Hawks have 24 points."), true);

    assertThat(finals).anyMatch(update -> update.text().contains("Tom"));
    assertThat(finals).allMatch(update -> update.source().contains("Tom and the Hawks"));
  }

  @Test
  void captionsDoNotDependOnHowWordsArriveAndOnlyGrow() {
    String said = "Привет, мир! He paid $5,000 to bob@example.com and said Добрый день to us.";
    List<String> words = List.of(said.split(" "));

    List<Update> wordByWord = translate(words, false);

    assertThat(finals(wordByWord)).isEqualTo(finals(translate(List.of(said), false)));
    assertThat(wordByWord)
        .noneMatch(update -> update.text().startsWith("Привет") && !update.last());
    Map<String, String> shown = new HashMap<>();
    for (Update each : wordByWord) {
      assertThat(each.text()).startsWith(shown.getOrDefault(each.language(), ""));
      shown.put(each.language(), each.last() ? "" : each.text());
    }
  }

  @Test
  void aSessionGoesOnFromItsBytes() {
    List<String> words =
        List.of("Привет,", "мир.", "He", "paid", "$5,000", "to", "Добрый", "день", "Tom.");
    List<Update> expected = translate(words, false);
    List<Update> updates = new ArrayList<>();
    TranslateSession session = translator.fresh();

    for (int i = 0; i < words.size(); i++) {
      session = translator.reread(session);
      updates.addAll(advance(session, words.get(i), i, false));
    }

    assertThat(updates).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void aRunOfOtherWordsThatDoesNotEndIsShownInParts() {
    List<Update> updates = translate(List.of("одно слово и другое ".repeat(60)), false);

    assertThat(finals(updates)).hasSizeGreaterThan(12);
  }

  private List<Update> translate(List<String> inputs, boolean end) {
    TranslateSession session = translator.fresh();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      updates.addAll(advance(session, inputs.get(i), i, end));
    }
    return updates;
  }

  private List<Update> advance(TranslateSession session, String text, long position, boolean end) {
    return translator.take(session, Input.of(text, end, position, -1, -1, position));
  }

  private static List<String> finals(List<Update> updates) {
    return updates.stream()
        .filter(Update::last)
        .map(update -> update.language() + " " + update.text())
        .toList();
  }
}
