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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped model, and text as people send it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SentTextTest {
  private static final String TALK =
      "WELCOME BACK TO TORONTO, WHERE THE RAPTORS LEAD. >> HE SHOOTS! [APPLAUSE] Now he is back."
          + " \u266A Oh say can you see \u266A MAN: Well done \uD83D\uDC4D He scores OK. NBA";

  private final Bundle bundle = Bundle.load(Installation.bundle());
  private Model model;
  private TestTranslator translator;

  @BeforeAll
  void open() {
    model = Model.load(bundle, 1);
    translator = new TestTranslator(model, bundle, Policy.waitK(3), 3, 80);
  }

  @AfterAll
  void close() {
    model.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WELCOME BACK TO TORONTO, WHERE THE RAPTORS LEAD. | Welcome back to Toronto, where the"
            + " Raptors lead.",
        ">> HE SHOOTS! | He shoots!",
        "Goooooooooooal! | Goal!",
        "the the the the the the | the the the",
      })
  void isReadAsNormalText(String sent, String normal) {
    List<String> expected = finals(translate(List.of(normal), true));
    String lead = sent.startsWith(">>") ? "- " : "";

    List<String> finals = finals(translate(List.of(sent), true));

    if (sent.contains("RAPTORS")) { // the names that are on no list are in lower case
      assertThat(finals).allMatch(text -> text.contains("Toronto"));
      assertThat(finals).noneMatch(text -> text.matches(".*\\p{Lu}{3}.*"));
    } else {
      assertThat(finals).isEqualTo(expected.stream().map(text -> lead + text).toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Well done \uD83D\uDC4D | Well done | '' | ' \uD83D\uDC4D'",
        "\u266A music playing \u266A | music playing | '\u266A ' | ' \u266A'",
        "JOHN SMITH: He is back. | He is back. | 'JOHN SMITH: ' | ''",
        "(The game is over.) | The game is over. | '(' | ')'",
        "He is back hahahahahaha | He is back | '' | ' hahahahahaha'",
      })
  void marksStandAroundTheTranslation(String sent, String words, String lead, String trail) {
    List<String> expected =
        finals(translate(List.of(words), true)).stream().map(text -> lead + text + trail).toList();

    assertThat(finals(translate(List.of(sent), true))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?!", "-", "...", "\u266A", "\uD83D\uDC4D", "[DOOR SLAMS]", "(...)", "--"})
  void withoutAWordNothingIsMadeUp(String sent) {
    List<Update> updates = translate(List.of(sent), true);

    assertThat(finals(updates)).hasSize(3).containsOnly(sent);
    assertThat(updates).allMatch(update -> update.sourceTokens() == 0);
  }

  @Test
  void soundsAreTranslated() {
    assertThat(finals(translate(List.of("[APPLAUSE]"), true)))
        .containsExactlyInAnyOrder("[APPLAUDISSEMENTS]", "[APPLAUS]", "[APLAUSOS]");
  }

  @Test
  void captionsDoNotDependOnHowWordsArriveAndOnlyGrow() {
    List<Update> atOnce = translate(List.of(TALK), true);

    List<Update> wordByWord = translate(List.of(TALK.split(" ")), true);

    assertThat(finals(wordByWord)).isEqualTo(finals(atOnce)).hasSizeGreaterThan(20);
    Map<String, String> shown = new HashMap<>();
    for (Update each : wordByWord) {
      assertThat(each.text()).startsWith(shown.getOrDefault(each.language(), ""));
      shown.put(each.language(), each.last() ? "" : each.text());
    }
    assertThat(wordByWord).anyMatch(each -> !each.last() && each.text().equals("\u266A"));
  }

  @Test
  void silenceEndsWhatWaits() {
    TranslateSession session = translator.fresh();
    assertThat(translator.take(session, Input.of("NBA", false, 0, -1, -1, 0))).isEmpty();
    assertThat(session.isOpen()).isTrue();

    List<Update> updates = translator.take(session, Input.silence(0, 1));

    assertThat(updates).hasSize(3).allMatch(Update::last);
    assertThat(updates).allMatch(update -> update.source().equals("NBA"));
    assertThat(session.isOpen()).isFalse();
  }

  /** A session comes from its bytes for every record. */
  private List<Update> translate(List<String> records, boolean end) {
    TranslateSession session = translator.fresh();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      session = translator.reread(session);
      boolean last = end && i == records.size() - 1;
      updates.addAll(translator.take(session, Input.of(records.get(i), last, i, -1, -1, i)));
    }
    return updates;
  }

  private static List<String> finals(List<Update> updates) {
    return updates.stream().filter(Update::last).map(Update::text).toList();
  }
}
