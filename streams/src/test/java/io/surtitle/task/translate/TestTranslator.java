package io.surtitle.task.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Journal;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.Model;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A translation with an engine of its own, for sessions that take one input after another. */
public final class TestTranslator {
  private final Translate translate;
  private final Engine engine;
  private Glossary glossary = Glossary.NONE;

  /** The snapshots that sessions were read from. */
  private final IdentityHashMap<TranslateSession, byte[]> snapshots = new IdentityHashMap<>();

  /** A translation into all languages of a bundle. */
  public TestTranslator(Model model, Bundle bundle, Policy policy, int beam, int maxTokens) {
    this.translate =
        new Translate(
            bundle,
            policy,
            beam,
            bundle.manifest().targets(),
            maxTokens,
            Translate.SNAPSHOT,
            stream -> this.glossary);
    this.engine = new WaveEngine(model, translate.graphs());
  }

  /** The operator. */
  public Translate translate() {
    return translate;
  }

  Engine engine() {
    return engine;
  }

  /** Utterances that begin from now on have a glossary. */
  TestTranslator with(Glossary listed) {
    glossary = listed;
    return this;
  }

  /** A session that has taken nothing. */
  public TranslateSession fresh() {
    return translate.fresh(Taken.nothing());
  }

  Turn<Update> begin(TranslateSession session, Input<String> input) {
    return translate.begin("s", session, input);
  }

  /** Begins to take a text that was appended at the millisecond of its position. */
  Turn<Update> begin(TranslateSession session, String text, long position) {
    return begin(session, Input.of(text, false, position, -1, -1, position));
  }

  /** Lets a session take an input. */
  public List<Update> take(TranslateSession session, Input<String> input) {
    Turn<Update> turn = begin(session, input);
    engine.run(List.of(turn));
    return turn.outputs();
  }

  /** Lets a session take a text that was appended at the millisecond of its position. */
  public List<Update> take(TranslateSession session, String text, long position) {
    return take(session, Input.of(text, false, position, -1, -1, position));
  }

  /** The same session from a snapshot; its journal must lead to the same. */
  TranslateSession reread(TranslateSession session) {
    byte[] snapshot = translate.encode(session);
    byte[] before = snapshots.get(session);
    byte[] journal = translate.journal(session, Journal.checksum(before));
    if (journal != null) {
      assertThat(translate.encode(rebuilt(before, journal))).isEqualTo(snapshot);
    }
    TranslateSession again = Objects.requireNonNull(translate.decode(snapshot));
    snapshots.put(again, snapshot);
    return again;
  }

  /** A session from its last snapshot and its journal, with all states. */
  TranslateSession rebuilt(byte @Nullable [] snapshot, byte[] journal) {
    TranslateSession session = Objects.requireNonNull(translate.decode(snapshot, journal));
    engine.run(List.of(translate.rebuild(session)));
    return session;
  }
}
