package io.surtitle.benchmarks.subject;

import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.engine.Engine;
import io.surtitle.engine.SharedEngine;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Batching;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.Application;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import io.surtitle.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Surtitle, as {@code surtitle run} starts it. */
final class EngineSubject {
  private EngineSubject() {}

  static AutoCloseable start(SubjectSettings settings, List<Speech> speeches, Path directory) {
    Batching batching = speeches.get(0).model().batching();
    return start(settings, pipeline(settings, speeches), batching, directory);
  }

  static AutoCloseable start(
      SubjectSettings settings, Pipeline<?> pipeline, Batching batching, Path directory) {
    return Application.start(
        new ApplicationSettings(
            settings.name(),
            settings.threads(),
            settings.partitions(),
            ApplicationSettings.REPLICATION,
            Map.of(
                "bootstrap.servers", settings.bootstrap(),
                "state.dir", directory.toString())),
        topology(settings, batching),
        List.of(pipeline),
        Pipelines.glossaries(topics(settings)),
        EngineMeters.none());
  }

  private static Pipeline<String> pipeline(SubjectSettings settings, List<Speech> speeches) {
    String source = speeches.get(0).bundle().manifest().source();
    List<OperatorSpec<?, String, ?>> operators = new ArrayList<>();
    speeches.forEach(speech -> operators.add(operator(settings, speech)));
    return Pipeline.text(
        new TextSource(topics(settings).text(), source, TextSource.USUAL_BYTES), operators);
  }

  private static OperatorSpec<?, String, ?> operator(SubjectSettings settings, Speech speech) {
    return speech
        .translation()
        .operator(new CaptionTopics(settings.captions()), engines(speech), EngineMeters.none());
  }

  private static Supplier<Engine> engines(Speech speech) {
    Supplier<Engine> own = () -> speech.translation().engine(speech.model());
    return speech.model().batching().shared() ? new SharedEngine(own)::share : own;
  }

  private static TopicNames topics(SubjectSettings settings) {
    return new TopicNames(
        settings.text(),
        settings.captions(),
        settings.name() + ".dead-letters",
        settings.name() + ".glossary");
  }

  private static TopologySettings topology(SubjectSettings settings, Batching batching) {
    TopologySettings.Limits usual = TopologySettings.Limits.DEFAULT;
    return new TopologySettings(
        topics(settings).deadLetters(),
        Duration.ofMillis(settings.silenceMs()),
        new TopologySettings.Batch(batching.sessions(), TopologySettings.Batch.DEFAULT.delay()),
        // Streams of earlier probes must not count towards the limit of later ones.
        new TopologySettings.Limits(
            1_000_000,
            usual.pending(),
            usual.pendingBytes(),
            usual.idle(),
            Duration.ofHours(1),
            usual.behind()));
  }
}
