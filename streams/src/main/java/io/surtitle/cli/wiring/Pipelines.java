package io.surtitle.cli.wiring;

import io.surtitle.cli.config.Configuration;
import io.surtitle.engine.Engine;
import io.surtitle.engine.SharedEngine;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.AudioSource;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.Pcm;
import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.detect.Detect;
import io.surtitle.task.detect.DetectSession;
import io.surtitle.task.detect.Detection;
import io.surtitle.task.detect.EventOutlet;
import io.surtitle.task.translate.Glossaries;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import io.surtitle.topology.StreamTable;
import io.surtitle.topology.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The pipelines of the loaded bundles, according to a configuration. The only place that knows
 * every task.
 */
public final class Pipelines {
  /** The supported tasks. */
  public static final List<String> TASKS = List.of(Translate.TASK, Detect.TASK);

  private final Configuration configuration;
  private final RunningBundles bundles;
  private final EngineMeters meters;

  private Pipelines(Configuration configuration, RunningBundles bundles, EngineMeters meters) {
    this.configuration = configuration;
    this.bundles = bundles;
    this.meters = meters;
  }

  /** A pipeline for each source that the bundles read. */
  static List<Pipeline<?>> of(
      Configuration configuration,
      LoadedModels models,
      RunningBundles bundles,
      EngineMeters meters) {
    Pipelines pipelines = new Pipelines(configuration, bundles, meters);
    List<Pipeline<?>> all = new ArrayList<>();
    if (!models.of(Translate.TASK).isEmpty()) {
      all.add(pipelines.captions(models));
    }
    if (!models.of(Detect.TASK).isEmpty()) {
      all.add(pipelines.events(models.of(Detect.TASK)));
    }
    return all;
  }

  /** The glossary of each stream. */
  public static StreamTable glossaries(TopicNames topics) {
    return new StreamTable(topics.glossary(), Glossaries::isEmpty);
  }

  private Pipeline<String> captions(LoadedModels models) {
    List<OperatorSpec<?, String, ?>> operators = new ArrayList<>();
    models.of(Translate.TASK).forEach(model -> operators.add(translation(model)));
    return Pipeline.text(
        new TextSource(
            configuration.topics().text(), models.source(), configuration.limits().recordBytes()),
        operators);
  }

  private OperatorSpec<?, String, ?> translation(LoadedModel model) {
    return translationOf(model).operator(bundles.add(model, this::translationVersion));
  }

  private Version<TranslateSession, String, Update> translationVersion(LoadedModel model) {
    Translation translation = translationOf(model);
    return translation.version(
        new CaptionTopics(configuration.topics().captions()),
        engines(() -> translation.engine(model.model())),
        meters);
  }

  private Translation translationOf(LoadedModel model) {
    return new Translation(
        model.operator(),
        model.bundle(),
        model.policy(configuration.captions().waitK()),
        configuration.captions().beam(),
        model.languages(),
        configuration.utterance().maxTokens());
  }

  private Pipeline<Pcm> events(List<LoadedModel> models) {
    List<OperatorSpec<?, Pcm, ?>> operators = new ArrayList<>();
    for (LoadedModel model : models) {
      operators.add(
          new OperatorSpec<>(
              model.operator(),
              bundles.add(model, this::detectVersion),
              "operator %s".formatted(model.operator())));
    }
    return Pipeline.audio(
        new AudioSource(configuration.topics().audio(), configuration.limits().audioBytes()),
        operators);
  }

  private Version<DetectSession, Pcm, Detection> detectVersion(LoadedModel model) {
    Detect detect = new Detect(model.bundle());
    return Version.of(
        table -> detect,
        engines(() -> new WaveEngine(model.model(), detect.graphs())),
        new EventOutlet(configuration.topics().events(), detect, meters));
  }

  /** One shared engine for each operator, if the waves of all threads share runs. */
  private Supplier<Engine> engines(Supplier<Engine> own) {
    return configuration.batch().shared() ? new SharedEngine(own)::share : own;
  }
}
