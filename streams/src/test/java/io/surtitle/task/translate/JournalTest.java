package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Input;
import io.surtitle.engine.Journal;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session rebuilt from its journal after any input is the one that was live. */
final class JournalTest {
  private static final List<String> WORDS =
      List.of("the", "game", "is", "over.", "now", "we", "go", "on", "again!", "24", "Tom");

  @TempDir private Path directory;

  /** A session as a store would have it. */
  private static final class Store {
    private final Translate translate;
    private byte @Nullable [] snapshot;
    private byte @Nullable [] journal;
    private int journals;
    private int snapshots;

    Store(Translate translate) {
      this.translate = translate;
    }

    void put(TranslateSession session) {
      journal = translate.journal(session, Journal.checksum(snapshot));
      if (journal == null) {
        snapshot = translate.encode(session);
        session.snapshotTaken();
        snapshots++;
      } else {
        journals++;
      }
    }

    TranslateSession get() {
      return Objects.requireNonNull(
          journal == null
              ? translate.decode(Objects.requireNonNull(snapshot))
              : translate.decode(snapshot, journal));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,false", "3,false", "16,false", "2,true", "3,true", "16,true"})
  void rebuiltAfterAnyInput(int snapshot, boolean carry) {
    Bundle bundle = bundle(carry);
    Translate translate = translate(bundle, snapshot);
    try (Model model = Model.load(bundle, 1)) {
      WaveEngine engine = new WaveEngine(model, translate.graphs());
      Store store = new Store(translate);
      TranslateSession live = translate.fresh(Taken.nothing());
      Random random = new Random(7);
      for (int i = 0; i < 60; i++) {
        run(engine, translate, live, input(random, i));
        store.put(live);

        TranslateSession rebuilt = store.get();
        engine.run(List.of(translate.rebuild(rebuilt)));

        assertThat(rebuilt.rowsToRebuild()).isZero();
        assertThat(translate.encode(rebuilt)).isEqualTo(translate.encode(live));
      }
      assertThat(store.journals).isGreaterThan(10);
      assertThat(store.snapshots > 0).isEqualTo(carry || snapshot < 16);
    }
  }

  @Test
  void aRebuiltSessionGoesOnAsTheLiveOne() {
    Bundle bundle = bundle(false);
    Translate translate = translate(bundle, 4);
    try (Model model = Model.load(bundle, 1)) {
      WaveEngine engine = new WaveEngine(model, translate.graphs());
      Store store = new Store(translate);
      TranslateSession live = translate.fresh(Taken.nothing());
      TranslateSession other = translate.fresh(Taken.nothing());
      Random random = new Random(8);
      int rebuilt = 0;
      for (int i = 0; i < 60; i++) {
        Input<String> input = input(random, i);
        List<Update> expected = run(engine, translate, live, input);

        List<Update> actual = run(engine, translate, other, input);

        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
        store.put(other);
        other = store.get(); // as after a restart: it is rebuilt in the turn with the next input
        rebuilt += other.rowsToRebuild() > 0 ? 1 : 0;
      }
      assertThat(rebuilt).isGreaterThan(20);
    }
  }

  @Test
  void aJournalIsAFractionOfASnapshot() {
    Bundle bundle = bundle(false);
    Translate translate = translate(bundle, 16);
    try (Model model = Model.load(bundle, 1)) {
      WaveEngine engine = new WaveEngine(model, translate.graphs());
      TranslateSession session = translate.fresh(Taken.nothing());
      run(engine, translate, session, Input.of("the game is", false, 0, -1, -1, 0));

      byte[] journal = Objects.requireNonNull(translate.journal(session, 0));

      assertThat(journal.length).isLessThan(translate.encode(session).length / 2);
    }
  }

  @Test
  void aJournalOfAnotherBundleIsRefused() {
    Bundle bundle = bundle(false);
    byte[] journal = journal(translate(bundle, 16));
    journal[1]++; // the fingerprint

    assertThat(translate(bundle, 16).decode(null, journal)).isNull();
  }

  @Test
  void withSnapshotsOfEveryInputThereIsNoJournal() {
    Translate translate = translate(bundle(false), 1);

    assertThat(translate.journal(translate.fresh(Taken.nothing()), 0)).isNull();
  }

  private static byte[] journal(Translate translate) {
    TranslateSession session = translate.fresh(Taken.nothing());
    return Objects.requireNonNull(translate.journal(session, 0));
  }

  private Bundle bundle(boolean carry) {
    if (!carry) {
      return Bundle.load(ToyBundle.directory());
    }
    Path copy = ToyBundle.copyTo(directory.resolve("carrying"));
    ToyBundle.editManifest(copy, manifest -> manifest.put("carryEncoderState", true));
    return Bundle.load(copy);
  }

  private static Translate translate(Bundle bundle, int snapshot) {
    return new Translate(
        bundle,
        Policy.waitK(1),
        2,
        bundle.manifest().targets(),
        20,
        snapshot,
        stream -> Glossary.NONE);
  }

  private static List<Update> run(
      WaveEngine engine, Translate translate, TranslateSession session, Input<String> input) {
    Turn<Update> turn = translate.begin("s", session, input);
    engine.run(List.of(turn));
    return turn.outputs();
  }

  /**
   * Words, silence, now and then a gap, and text in which one utterance ends and another begins.
   */
  private static Input<String> input(Random random, int position) {
    if (random.nextInt(12) == 0) {
      return Input.silence(position - 1L, position);
    }
    if (random.nextInt(20) == 0) {
      return Input.of("x", false, position, -1, -1, position).leftOut();
    }
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      words.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return Input.of(String.join(" ", words), false, position, -1, -1, position);
  }
}
