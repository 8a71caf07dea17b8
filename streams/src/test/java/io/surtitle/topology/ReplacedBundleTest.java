package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of streams when the operator's bundle is replaced. */
class ReplacedBundleTest {
  private static final String FIRST = Toy.BUNDLE.manifest().version();
  private static final String SECOND = "second";

  @TempDir private Path directory;
  private final ToyVersions versions = new ToyVersions();
  private Bench bench;

  @BeforeEach
  void start() {
    bench = bench();
  }

  private Bench bench() {
    return new Bench(directory.resolve("state"), Toy.SETTINGS, versions);
  }

  @AfterEach
  void stop() {
    bench.close();
    assertThat(versions.held()).isEmpty();
  }

  private void replace() {
    versions.replace(directory.resolve("second"), SECOND);
  }

  @Test
  void whatIsOpenGoesOnAndTheNextUtteranceBeginsWithTheNewBundle() {
    say("What", "a");
    replace();
    say("shot!", "What", "a", "shot!");

    List<Caption> captions = bench.captions("fr");
    assertThat(versionsOf(captions))
        .containsExactly(
            Map.entry("game/0.0/fr", List.of(FIRST)), Map.entry("game/3.0/fr", List.of(SECOND)));
    assertThat(finals(captions))
        .extracting(Caption::source)
        .containsExactly("What a shot!", "What a shot!");
    assertThat(finals(captions).get(0).text()).isEqualTo(finals(captions).get(1).text());
  }

  @Test
  void theQualityOfACaptionIsThatOfTheBundleWhichWroteIt() {
    say("What", "a");
    versions.replace(
        directory.resolve("measured"),
        manifest -> ToyBundle.measure(ToyBundle.measure(manifest, "fr", 31.5), "de", 48.2));
    say("shot!", "What", "a", "shot!");

    assertThat(qualities("fr")).containsExactly("null null", "31.5 true");
    assertThat(qualities("de")).containsExactly("null null", "48.2 null");
    assertThat(qualities("es")).containsExactly("null null", "null null");
  }

  private List<String> qualities(String language) {
    return finals(bench.captions(language)).stream()
        .map(each -> each.chrf() + " " + each.preview())
        .toList();
  }

  @Test
  void captionsAreAsWithoutAReplacement() {
    String[] words = {"What", "a", "shot! And", "it", "goes. A", "miss! He", "is", "back. No!"};
    List<List<Object>> expected = captions(words, -1);

    for (int at = 0; at < words.length; at++) {
      assertThat(captions(words, at)).as("replaced before " + words[at]).isEqualTo(expected);
    }
  }

  /** Text and times of captions of words, with the bundle replaced before one of them. */
  private List<List<Object>> captions(String[] words, int replacedBefore) {
    bench.close();
    versions.back();
    Path state = directory.resolve("run" + replacedBefore);
    bench = new Bench(state, Toy.SETTINGS, versions);
    for (int i = 0; i < words.length; i++) {
      if (i == replacedBefore) {
        versions.replace(directory.resolve("bundle" + i), "version " + i);
      }
      say(words[i]);
    }
    bench.pass(Toy.SILENCE.multipliedBy(2));
    List<Caption> captions = bench.captions("de");
    versionsOf(captions).forEach(each -> assertThat(each.getValue()).hasSize(1));
    return captions.stream()
        .map(c -> List.<Object>of(c.id(), c.revision(), c.status(), c.text(), c.source()))
        .toList();
  }

  @Test
  void whatFollowsTheEndInTheSameRecordBeginsWithTheNewBundle() {
    say("What a");
    replace();
    say("shot! And it goes. So");

    List<Caption> captions = bench.captions("fr");
    assertThat(versionsOf(captions))
        .containsExactly(
            Map.entry("game/0.0/fr", List.of(FIRST)),
            Map.entry("game/1.0/fr", List.of(SECOND)),
            Map.entry("game/1.1/fr", List.of(SECOND)));
    assertThat(finals(captions))
        .extracting(Caption::source)
        .containsExactly("What a shot!", "And it goes.");
    assertThat(versions.held()).hasSize(1);
  }

  @Test
  void theBundleBeforeIsReleasedOnceNothingIsOpenInIt() {
    say("What");
    replace();
    bench.send(Bench.bytes("other"), Bench.bytes("What"), Map.of());
    bench.settle();
    assertThat(versions.held()).containsExactly(Toy.BUNDLE.fingerprint(), now());

    bench.pass(Toy.SILENCE.plusMillis(10));
    bench.pass(Duration.ofMillis(20));
    bench.pass(Duration.ofMillis(20));
    assertThat(versions.held()).containsExactly(now());
  }

  @Test
  void aTaskWithoutStreamsGoesOnToTheNewBundleToo() {
    replace();
    bench.pass(Duration.ofMillis(20));

    assertThat(versions.held()).containsExactly(now());
  }

  @Test
  void aRestOnWhichTheNewModelFailsIsADeadLetterAndTheUtteranceBeforeItEnds() {
    say("What a");
    replace();
    say("shot! poison");
    assertThat(bench.deadLetters()).hasSize(1);
    assertThat(bench.captions("fr"))
        .filteredOn(each -> each.status() == Status.FINAL)
        .extracting(Caption::id)
        .containsExactly("game/0.0/fr");
  }

  private void say(String... texts) {
    for (String text : texts) {
      bench.say("game", text);
      bench.settle();
    }
  }

  private long now() {
    return versions.current().fingerprint();
  }

  private static List<Caption> finals(List<Caption> captions) {
    return captions.stream().filter(each -> each.status() == Status.FINAL).toList();
  }

  /** Versions of the model in the captions of each id, in order. */
  private static List<Map.Entry<String, List<String>>> versionsOf(List<Caption> captions) {
    Map<String, List<String>> versions = new LinkedHashMap<>();
    for (Caption caption : captions) {
      List<String> known = versions.computeIfAbsent(caption.id(), id -> new ArrayList<>());
      if (!known.contains(caption.modelVersion())) {
        known.add(caption.modelVersion());
      }
    }
    return List.copyOf(versions.entrySet());
  }
}
