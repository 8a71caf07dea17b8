package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.config.Configuration;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Session;
import io.surtitle.engine.SharedEngine;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.AudioSource;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.Pcm;
import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.audio.AudioWatch;
import io.surtitle.task.detect.Detect;
import io.surtitle.task.detect.DetectSession;
import io.surtitle.task.detect.Detection;
import io.surtitle.task.detect.EventOutlet;
import io.surtitle.task.transcribe.Said;
import io.surtitle.task.transcribe.TextOutlet;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSession;
import io.surtitle.task.transcribe.TranscribeSettings;
import io.surtitle.task.translate.Glossaries;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import io.surtitle.topology.StreamTable;
import io.surtitle.topology.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The pipelines of the loaded bundles, according to a configuration. The only place that knows
 * every task.
 */
public final class Pipelines {
  /** The supported tasks. */
  public static final List<String> TASKS = List.of(Translate.TASK, Detect.TASK, Transcribe.TASK);

  /** Those of them that take audio. */
  public static final List<String> AUDIO_TASKS = List.of(Detect.TASK, Transcribe.TASK);

  private final Configuration configuration;
  private final RunningBundles bundles;
  private final String source;
  private final EngineMeters meters;

  private Pipelines(
      Configuration configuration, RunningBundles bundles, String source, EngineMeters meters) {
    this.configuration = configuration;
    this.bundles = bundles;
    this.source = source;
    this.meters = meters;
  }

  /** A pipeline for each source that the bundles read. */
  static List<Pipeline<?>> of(
      Configuration configuration,
      LoadedModels models,
      RunningBundles bundles,
      EngineMeters meters) {
    Pipelines pipelines = new Pipelines(configuration, bundles, models.source(), meters);
    List<Pipeline<?>> all = new ArrayList<>();
    if (!models.of(Translate.TASK).isEmpty()) {
      all.add(pipelines.captions(models));
    }
    if (!models.operators(AUDIO_TASKS).isEmpty()) {
      all.add(pipelines.audio(models));
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
        engines(model, () -> translation.engine(model.model())),
        meters);
  }

  private Translation translationOf(LoadedModel model) {
    return new Translation(
        model.operator(),
        model.bundle(),
        model.policy(configuration.captions().waitK()),
        configuration.captions().beam(),
        model.languages(),
        configuration.utterance().maxTokens(),
        configuration.state().snapshot());
  }

  private Pipeline<Pcm> audio(LoadedModels models) {
    List<OperatorSpec<?, Pcm, ?>> operators = new ArrayList<>();
    for (LoadedModel each : models.of(Detect.TASK)) {
      AudioWatch watch = watch(operators);
      operators.add(spec(each, model -> detectVersion(model, watch)));
    }
    for (LoadedModel each : models.of(Transcribe.TASK)) {
      AudioWatch watch = watch(operators);
      operators.add(spec(each, model -> textVersion(model, watch)));
    }
    return Pipeline.audio(
        new AudioSource(configuration.topics().audio(), configuration.limits().audioBytes()),
        operators);
  }

  /** All operators hear the same, so the first one tells what is wrong with it. */
  private AudioWatch watch(List<OperatorSpec<?, Pcm, ?>> before) {
    return before.isEmpty() ? AudioWatch.of(meters) : AudioWatch.NONE;
  }

  private <S extends Session, Y> OperatorSpec<S, Pcm, Y> spec(
      LoadedModel model, Function<LoadedModel, Version<S, Pcm, Y>> maker) {
    return new OperatorSpec<>(
        model.operator(), bundles.add(model, maker), "operator %s".formatted(model.operator()));
  }

  private Version<DetectSession, Pcm, Detection> detectVersion(
      LoadedModel model, AudioWatch watch) {
    Detect detect = new Detect(model.bundle(), watch);
    return Version.of(
        table -> detect,
        engines(model, () -> new WaveEngine(model.model(), detect.graphs())),
        new EventOutlet(configuration.topics().events(), detect, meters));
  }

  private Version<TranscribeSession, Pcm, Said> textVersion(LoadedModel model, AudioWatch watch) {
    Path directory = configuration.speech().voice();
    LoadedModel voice = directory == null ? null : bundles.voice(directory);
    Transcribe transcribe =
        new Transcribe(
            model.bundle(),
            voice == null ? null : voice.bundle(),
            new TranscribeSettings(
                configuration.speech().silence(), configuration.speech().longest(), null),
            watch);
    requireRead(model.bundle(), transcribe.language());
    List<Model> networks =
        voice == null ? List.of(model.model()) : List.of(model.model(), voice.model());
    return Version.of(
        table -> transcribe,
        engines(model, () -> new WaveEngine(networks, transcribe.graphs())),
        new TextOutlet(configuration.topics().text(), model.operator(), transcribe, meters));
  }

  /** Throws BundleException if the translations read another language. */
  private void requireRead(Bundle bundle, String language) {
    String spoken = Locale.forLanguageTag(language).getLanguage();
    if (!source.isEmpty() && !spoken.equals(Locale.forLanguageTag(source).getLanguage())) {
      throw bundle.unfit(
          "writes the language '%s', but the translations read '%s'".formatted(language, source));
    }
  }

  /** One shared engine for each operator, if the waves of all threads share runs. */
  private static Supplier<Engine> engines(LoadedModel model, Supplier<Engine> own) {
    return model.model().batching().shared() ? new SharedEngine(own)::share : own;
  }
}
