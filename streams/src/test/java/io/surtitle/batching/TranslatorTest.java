package io.surtitle.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import io.surtitle.session.SessionCodec;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
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
  private final Translator translator = translator(Policy.waitK(3));

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
    SessionCodec codec = new SessionCodec(translator.interpreter().layout());
    List<Update> expected = translate(translator, WORDS);
    List<Update> updates = new ArrayList<>();
    byte[] bytes = codec.encode(translator.interpreter().fresh(-1, -1));

    long offset = 0;
    for (String word : WORDS) {
      Session session = Objects.requireNonNull(codec.decode(bytes));
      updates.addAll(translator.advance(List.of(turn(session, word, offset++))).get(0));
      bytes = codec.encode(session);
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
    List<Turn> turns =
        sentences.stream()
            .map(text -> turn(translator.interpreter().fresh(-1, -1), text, 0))
            .toList();

    List<List<Update>> together = translator.advance(turns);

    for (int i = 0; i < sentences.size(); i++) {
      List<Update> alone = translate(translator, List.of(sentences.get(i)));
      assertThat(finals(together.get(i))).isEqualTo(finals(alone));
    }
  }

  @Test
  void aShortTurnDoesNotWaitForALongOne() {
    Turn longer = turn(translator.interpreter().fresh(-1, -1), SENTENCE, 0);
    Turn shorter = turn(translator.interpreter().fresh(-1, -1), "The", 0);
    translator.begin(longer);
    translator.begin(shorter);

    List<Turn> done = new ArrayList<>();
    while (done.size() < 2) {
      translator.step().forEach(each -> done.add(each.turn()));
    }

    assertThat(done).containsExactly(shorter, longer);
  }

  @Test
  void whoJoinsLaterSaysTheSameAndChangesNothing() {
    List<String> sentences = List.of(SENTENCE, "What a shot! It is over.", "Lin scores.");
    List<List<String>> alone =
        sentences.stream().map(text -> finals(translate(translator, List.of(text)))).toList();

    List<List<String>> joined = new ArrayList<>(Collections.nCopies(sentences.size(), List.of()));
    int done = 0;
    for (int step = 0; done < sentences.size(); step++) {
      if (step % 3 == 0 && step / 3 < sentences.size()) {
        Session session = translator.interpreter().fresh(-1, -1);
        translator.begin(turn(session, sentences.get(step / 3), step / 3));
      }
      for (Engine.Done each : translator.step()) {
        joined.set((int) each.turn().input().offset(), finals(each.updates()));
        done++;
      }
    }

    assertThat(joined).isEqualTo(alone);
  }

  @Test
  void aForgottenTurnIsNotUnderWay() {
    Turn turn = turn(translator.interpreter().fresh(-1, -1), SENTENCE, 0);
    translator.begin(turn);
    translator.step();

    translator.forget(List.of(turn));

    assertThat(IntStream.range(0, 100).mapToObj(i -> translator.step())).allMatch(List::isEmpty);
  }

  @Test
  void aGapEndsWhatIsOpenAndIsACaptionOfItsOwn() {
    Session session = translator.interpreter().fresh(-1, -1);
    translator.advance(List.of(turn(session, "the game is almost", 0)));

    List<Update> updates = advance(session, new Input("over", false, 7, -1, -1, 7).leftOut());

    assertThat(updates).hasSize(6).allMatch(Update::last);
    assertThat(updates.subList(3, 6))
        .allMatch(update -> update.text().equals(Interpreter.GAP) && update.utterance() == 7);
    assertThat(session.speaking()).isFalse();
    assertThat(session.lastOffset()).isEqualTo(7);
  }

  @Test
  void silenceEndsWhatIsOpenAndNothingElse() {
    Session session = translator.interpreter().fresh(-1, -1);
    translator.advance(List.of(turn(session, "the game is almost over", 0)));
    assertThat(session.speaking()).isTrue();

    List<Update> atSilence = advance(session, Input.silence(0, 5));
    List<Update> again = advance(session, Input.silence(0, 6));

    assertThat(atSilence).hasSize(3).allMatch(Update::last);
    assertThat(session.speaking()).isFalse();
    assertThat(again).isEmpty();
  }

  @Test
  void anAbandonedUtteranceEndsWithWhatWasShown() {
    Session session = translator.interpreter().fresh(-1, -1);
    translator.advance(List.of(turn(session, "the game is almost over, folks", 0)));

    List<Update> updates = translator.interpreter().abandon(session);

    assertThat(updates).hasSize(3).allMatch(Update::last);
    assertThat(session.speaking()).isFalse();
    assertThat(translator.interpreter().abandon(session)).isEmpty();
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
        assertThat(update.text()).isEqualTo(language.get("text").asString());
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

  private Translator translator(Policy policy) {
    return translator(policy, 1);
  }

  private Translator translator(Policy policy, int beam) {
    return new Translator(
        model, new Interpreter(bundle, policy, beam, bundle.manifest().targets(), 120));
  }

  private List<Update> translate(Translator with, List<String> inputs) {
    Session session = with.interpreter().fresh(-1, -1);
    List<Update> updates = new ArrayList<>();
    long offset = 0;
    for (String text : inputs) {
      updates.addAll(with.advance(List.of(turn(session, text, offset++))).get(0));
    }
    return updates;
  }

  private List<Update> advance(Session session, Input input) {
    return translator.advance(List.of(new Turn(session, input))).get(0);
  }

  private static Turn turn(Session session, String text, long offset) {
    return new Turn(session, new Input(text, false, offset, -1, -1, offset));
  }

  /** Language and text of final captions, in order. */
  private static List<String> finals(List<Update> updates) {
    return updates.stream()
        .filter(Update::last)
        .map(update -> update.language() + " " + update.text())
        .toList();
  }
}
