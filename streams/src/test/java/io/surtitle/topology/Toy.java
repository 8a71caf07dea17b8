package io.surtitle.topology;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.wiring.Pipelines;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.TextSource;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The toy bundle, loaded once, and topologies around it. */
final class Toy {
  static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  static final Model MODEL = Model.load(BUNDLE, 1);
  static final Duration SILENCE = Duration.ofSeconds(2);
  static final TopicNames TOPICS = TopicNames.DEFAULT;
  static final TopologySettings SETTINGS = settings(64, SILENCE);
  static final StreamTable TABLE = Pipelines.glossaries(TOPICS);

  /** Maximum size of an input's text in bytes. */
  static final int RECORD_BYTES = 256;

  static final Translation TRANSLATION = translation(OperatorSpec.FIRST);

  private Toy() {}

  static TopologySettings settings(int batchMax, Duration silence) {
    return settings(TOPICS, batchMax, silence);
  }

  static TopologySettings settings(TopicNames topics, int batchMax, Duration silence) {
    TopologySettings.Limits limits = TopologySettings.Limits.DEFAULT;
    return new TopologySettings(
        topics.deadLetters(),
        silence,
        new TopologySettings.Batch(batchMax, Duration.ofMillis(10)),
        new TopologySettings.Limits(
            limits.streams(),
            limits.pending(),
            limits.pendingBytes(),
            limits.idle(),
            limits.lag(),
            limits.behind()));
  }

  /** The toy as an operator of some id. */
  static Translation translation(String id) {
    return new Translation(id, BUNDLE, Policy.waitK(1), 1, BUNDLE.manifest().targets(), 64);
  }

  static Engine engine() {
    return TRANSLATION.engine(MODEL);
  }

  static Pipeline<String> pipeline(
      TopicNames topics, Supplier<? extends Engine> engines, EngineMeters meters) {
    return pipeline(
        topics, TRANSLATION.operator(new CaptionTopics(topics.captionPrefix()), engines, meters));
  }

  static Pipeline<String> pipeline(TopicNames topics, OperatorSpec<?, String, ?> operator) {
    return Pipeline.text(new TextSource(topics.text(), "en", RECORD_BYTES), List.of(operator));
  }

  /** The toy at work. */
  static Application start(
      ApplicationSettings application, TopologySettings settings, TopicNames topics) {
    EngineMeters meters = EngineMeters.none();
    return Application.start(
        application,
        settings,
        List.of(pipeline(topics, Toy::engine, meters)),
        Pipelines.glossaries(topics),
        meters);
  }
}
