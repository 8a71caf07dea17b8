package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.CaptionTopics;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.translate.CaptionOutlet;
import io.surtitle.task.translate.Glossaries;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Version;
import io.surtitle.topology.Versions;
import java.util.List;
import java.util.function.Supplier;

/**
 * A translation bundle as it is to be run.
 *
 * @param id of its operator: {@link OperatorSpec#id}
 * @param policy how far captions stay behind
 * @param beam hypotheses kept in the search for the rest of a caption
 * @param languages of the captions, each one of the bundle's
 * @param maxTokens source tokens after which an utterance is ended
 * @param snapshot inputs after which all of a session is stored, and not only a journal
 */
public record Translation(
    String id,
    Bundle bundle,
    Policy policy,
    int beam,
    List<String> languages,
    int maxTokens,
    int snapshot) {

  /** The same with the usual snapshots. */
  public Translation(
      String id, Bundle bundle, Policy policy, int beam, List<String> languages, int maxTokens) {
    this(id, bundle, policy, beam, languages, maxTokens, Translate.SNAPSHOT);
  }

  /** The operator, for streams without glossaries. */
  public Translate translate() {
    return new Translate(
        bundle, policy, beam, languages, maxTokens, snapshot, stream -> Glossary.NONE);
  }

  /** An engine that runs it alone. */
  public Engine engine(Model model) {
    return new WaveEngine(model, Translate.GRAPHS);
  }

  /**
   * The operator with this bundle.
   *
   * @param engines makes an engine for each task
   */
  public Version<TranslateSession, String, Update> version(
      CaptionTopics topics, Supplier<? extends Engine> engines, EngineMeters meters) {
    Translate translate = translate();
    return Version.of(
        table -> translate.with(new Glossaries(table)),
        engines,
        new CaptionOutlet(topics, languages, translate, meters));
  }

  /** The operator in a topology, with this bundle and those that replace it. */
  public OperatorSpec<TranslateSession, String, Update> operator(
      Versions<TranslateSession, String, Update> versions) {
    return new OperatorSpec<>(
        id,
        versions,
        "utterance.maxTokens is %d, with %d captions.languages"
            .formatted(maxTokens, languages.size()));
  }

  /** The same with this bundle alone. */
  public OperatorSpec<TranslateSession, String, Update> operator(
      CaptionTopics topics, Supplier<? extends Engine> engines, EngineMeters meters) {
    return operator(Versions.only(version(topics, engines, meters)));
  }
}
