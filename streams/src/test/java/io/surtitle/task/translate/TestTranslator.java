package io.surtitle.task.translate;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.Model;
import java.util.List;
import java.util.Objects;

/** A translation with an engine of its own, for sessions that take one input after another. */
public final class TestTranslator {
  private final Translate translate;
  private final Engine engine;
  private Glossary glossary = Glossary.NONE;

  /** A translation into all languages of a bundle. */
  public TestTranslator(Model model, Bundle bundle, Policy policy, int beam, int maxTokens) {
    this.translate =
        new Translate(
            bundle, policy, beam, bundle.manifest().targets(), maxTokens, stream -> this.glossary);
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

  /** The same session from its bytes. */
  TranslateSession reread(TranslateSession session) {
    return Objects.requireNonNull(translate.decode(translate.encode(session)));
  }
}
