package io.surtitle.topology;

import io.surtitle.batching.Engine;
import io.surtitle.batching.Translator;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.session.Interpreter;
import java.time.Duration;
import java.util.List;

/** The toy bundle, loaded once, and topologies around it. */
final class Toy {
  static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  static final Model MODEL = Model.load(BUNDLE, 1);
  static final Duration SILENCE = Duration.ofSeconds(2);
  static final TopologySettings SETTINGS = settings(64, SILENCE);

  static final Interpreter INTERPRETER = interpreter(BUNDLE.manifest().targets());

  private Toy() {}

  static TopologySettings settings(int batchMax, Duration silence) {
    return settings(TopologySettings.TopicNames.DEFAULT, batchMax, silence);
  }

  static TopologySettings settings(
      TopologySettings.TopicNames topics, int batchMax, Duration silence) {
    TopologySettings.Limits limits = TopologySettings.Limits.DEFAULT;
    return new TopologySettings(
        topics,
        BUNDLE.manifest().targets(),
        silence,
        new TopologySettings.Batch(batchMax, Duration.ofMillis(10)),
        new TopologySettings.Limits(
            256, limits.streams(), limits.pending(), limits.idle(), limits.lag(), limits.behind()));
  }

  static Interpreter interpreter(List<String> targets) {
    return new Interpreter(BUNDLE, Policy.waitK(1), 1, targets, 64);
  }

  static Engine engine() {
    return new Translator(MODEL, INTERPRETER);
  }
}
