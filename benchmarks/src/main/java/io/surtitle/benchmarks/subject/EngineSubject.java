package io.surtitle.benchmarks.subject;

import io.surtitle.batching.Translator;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.CaptionApplication;
import io.surtitle.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Surtitle, as {@code surtitle run} starts it. */
final class EngineSubject {
  private EngineSubject() {}

  static AutoCloseable start(SubjectSettings settings, Speech speech, Path directory) {
    return CaptionApplication.start(
        new ApplicationSettings(
            settings.name(),
            settings.threads(),
            settings.partitions(),
            ApplicationSettings.REPLICATION,
            Map.of(
                "bootstrap.servers", settings.bootstrap(),
                "state.dir", directory.toString())),
        topology(settings),
        speech.interpreter(),
        () -> new Translator(speech.model(), speech.interpreter()),
        EngineMeters.none());
  }

  private static TopologySettings topology(SubjectSettings settings) {
    TopologySettings.Limits usual = TopologySettings.Limits.DEFAULT;
    return new TopologySettings(
        new TopologySettings.TopicNames(
            settings.text(),
            settings.captions(),
            settings.name() + ".dead-letters",
            settings.name() + ".glossary"),
        settings.targets(),
        Duration.ofMillis(settings.silenceMs()),
        new TopologySettings.Batch(settings.batch(), TopologySettings.Batch.DEFAULT.delay()),
        // Streams of earlier probes must not count against the later ones'.
        new TopologySettings.Limits(
            usual.recordBytes(),
            1_000_000,
            usual.pending(),
            usual.idle(),
            Duration.ofHours(1),
            usual.behind()));
  }
}
