package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Turn;
import io.surtitle.inference.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TranslatorTest {
  private static final String SENTENCE = "The Raptors lead by 12 with 0:58 left on the clock.";
  private static final List<String> WORDS = List.of(SENTENCE.split(" ", -1));
  private final Bundle bundle = Bundle.load(ToyBundle.directory());
  private final Model model = Model.load(bundle, 1);
  private final TestTranslator translator = translator(Policy.waitK(3));

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void captionsDoNotDependOnHowWordsArrive() {
    List<Update> atOnce = translate(translator, List.of(SENTENCE));

    List<Update> wordByWord = translate(translator, WORDS);

    assertThat(finals(wordByWord)).isEqualTo(finals(atOnce)).hasSize(3);
  }

  @Test
  void partialsOnlyGrowAndComeBeforeTheSentenceIsOver() {
    List<Update> updates = translate(translator, WORDS);

    assertThat(updates).anyMatch(update -> !update.last());
    for (String language : bundle.manifest().targets()) {
      String before = "";
      int revision = 0;
      for (Update update : updates) {
        if (update.language().equals(language)) {
          assertThat(update.text()).startsWith(before);
          assertThat(update.revision()).isEqualTo(revision++);
          before = update.text();
        }
      }
    }
  }

  @Test
  void aSessionGoesOnFromItsBytes() {
    List<Update> expected = translate(translator, WORDS);
    List<Update> updates = new ArrayList<>();
    TranslateSession session = translator.fresh();

    long position = 0;
    for (String word : WORDS) {
      session = translator.reread(session);
      updates.addAll(translator.take(session, word, position++));
    }

    assertThat(updates).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void manySessionsTogetherSayWhatEachSaysAlone() {
    List<String> sentences = new ArrayList<>();
    for (String name : List.of("Okafor", "Lin", "Petrović", "Diallo", "O'Neal")) {
      sentences.add(name + " scores.");
      sentences.add("A three from the corner by " + name + "! What a shot.");
    }
    Collections.shuffle(sentences, new Random(3));
    List<Turn<Update>> together =
        sentences.stream().map(text -> translator.begin(translator.fresh(), text, 0)).toList();

    translator.engine().run(together);

    for (int i = 0; i < sentences.size(); i++) {
      List<Update> alone = translate(translator, List.of(sentences.get(i)));
      assertThat(finals(together.get(i).outputs())).isEqualTo(finals(alone));
    }
  }

  @Test
  void aShortTurnDoesNotWaitForALongOne() {
    Turn<Update> longer = translator.begin(translator.fresh(), SENTENCE, 0);
    Turn<Update> shorter = translator.begin(translator.fresh(), "The", 0);
    translator.engine().begin(longer);
    translator.engine().begin(shorter);

    List<Turn<?>> done = new ArrayList<>();
    while (done.size() < 2) {
      done.addAll(translator.engine().step());
    }

    assertThat(done).containsExactly(shorter, longer);
  }

  @Test
  void whoJoinsLaterSaysTheSameAndChangesNothing() {
    List<String> sentences = List.of(SENTENCE, "What a shot! It is over.", "Lin scores.");
    List<List<String>> alone =
        sentences.stream().map(text -> finals(translate(translator, List.of(text)))).toList();

    List<Turn<Update>> turns =
        sentences.stream().map(text -> translator.begin(translator.fresh(), text, 0)).toList();
    int done = 0;
    for (int step = 0; done < sentences.size(); step++) {
      if (step % 3 == 0 && step / 3 < sentences.size()) {
        translator.engine().begin(turns.get(step / 3));
      }
      done += translator.engine().step().size();
    }

    assertThat(turns.stream().map(turn -> finals(turn.outputs()))).isEqualTo(alone);
  }

  @Test
  void aForgottenTurnIsNotUnderWay() {
    Turn<Update> turn = translator.begin(translator.fresh(), SENTENCE, 0);
    Engine engine = translator.engine();
    engine.begin(turn);
    engine.step();

    engine.forget(List.of(turn));

    assertThat(IntStream.range(0, 100).mapToObj(i -> engine.step())).allMatch(List::isEmpty);
  }

  @Test
  void aGapEndsWhatIsOpenAndIsACaptionOfItsOwn() {
    TranslateSession session = translator.fresh();
    translator.take(session, "the game is almost", 0);

    List<Update> updates =
        translator.take(session, Input.of("over", false, 7, -1, -1, 7).leftOut());

    assertThat(updates).hasSize(6).allMatch(Update::last);
    assertThat(updates.subList(3, 6))
        .allMatch(update -> update.text().equals(Updates.GAP) && update.utterance() == 7);
    assertThat(session.isOpen()).isFalse();
    assertThat(session.taken().position()).isEqualTo(7);
  }

  @Test
  void silenceEndsWhatIsOpenAndNothingElse() {
    TranslateSession session = translator.fresh();
    translator.take(session, "the game is almost over", 0);
    assertThat(session.isOpen()).isTrue();

    List<Update> atSilence = translator.take(session, Input.silence(0, 5));
    List<Update> again = translator.take(session, Input.silence(0, 6));

    assertThat(atSilence).hasSize(3).allMatch(Update::last);
    assertThat(session.isOpen()).isFalse();
    assertThat(again).isEmpty();
  }

  @Test
  void anAbandonedUtteranceEndsWithWhatWasShown() {
    TranslateSession session = translator.fresh();
    translator.take(session, "the game is almost over, folks", 0);

    List<Update> updates = translator.translate().abandon(session);

    assertThat(updates).hasSize(3).allMatch(Update::last);
    assertThat(session.isOpen()).isFalse();
    assertThat(translator.translate().abandon(session)).isEmpty();
  }

  @Test
  void fullSentenceShowsNothingBeforeTheEnd() {
    List<Update> updates = translate(translator(Policy.fullSentence()), WORDS);

    assertThat(updates).hasSize(3).allMatch(Update::last);
  }

  @Test
  void aSearchEndsEveryUtterance() {
    List<Update> updates = translate(translator(Policy.fullSentence(), 4), WORDS);

    assertThat(updates).hasSize(3).allMatch(Update::last);
    assertThat(updates).allMatch(update -> !update.text().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "full"})
  void captionsAreTheGolden(String waitK) {
    Policy policy =
        waitK.equals("full") ? Policy.fullSentence() : Policy.waitK(Integer.parseInt(waitK));
    JsonNode golden = JsonMapper.shared().readTree(ToyBundle.golden().toFile());
    for (JsonNode sentence : golden.get("sentences")) {
      String text = sentence.get("text").asString();
      JsonNode expected = sentence.get("waitK").get(waitK);

      List<Update> updates = translate(translator(policy), List.of(text));

      assertThat(updates).filteredOn(Update::last).hasSize(3);
      for (Update update : updates) {
        JsonNode language = expected.get(update.language());
        assertThat(ToyBundle.characters(update.text()))
            .isEqualTo(ToyBundle.characters(language.get("text").asString()));
        assertThat(IntStream.of(update.delays()).boxed().toList()).isEqualTo(ints(language));
      }
    }
  }

  private static List<Integer> ints(JsonNode language) {
    return language.get("delays").valueStream().map(JsonNode::asInt).toList();
  }

  @Test
  void aSearchTakesNothingBack() {
    List<Update> updates = translate(translator(Policy.waitK(3), 4), WORDS);

    List<Update> greedy = translate(translator, WORDS);
    assertThat(partials(updates)).isNotEmpty().isEqualTo(partials(greedy));
    for (String language : bundle.manifest().targets()) {
      String before = "";
      for (Update update : updates) {
        if (update.language().equals(language)) {
          assertThat(update.text()).startsWith(before);
          before = update.text();
        }
      }
    }
  }

  private static List<String> partials(List<Update> updates) {
    return updates.stream().filter(update -> !update.last()).map(Update::text).toList();
  }

  private TestTranslator translator(Policy policy) {
    return translator(policy, 1);
  }

  private TestTranslator translator(Policy policy, int beam) {
    return new TestTranslator(model, bundle, policy, beam, 120);
  }

  private static List<Update> translate(TestTranslator with, List<String> inputs) {
    TranslateSession session = with.fresh();
    List<Update> updates = new ArrayList<>();
    long position = 0;
    for (String text : inputs) {
      updates.addAll(with.take(session, text, position++));
    }
    return updates;
  }

  /** Language and text of final captions, in order. */
  private static List<String> finals(List<Update> updates) {
    return updates.stream()
        .filter(Update::last)
        .map(update -> update.language() + " " + update.text())
        .toList();
  }
}
