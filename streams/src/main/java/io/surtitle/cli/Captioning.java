package io.surtitle.cli;

import io.surtitle.batching.Engine;
import io.surtitle.batching.SharedEngine;
import io.surtitle.batching.Translator;
import io.surtitle.cli.config.Configuration;
import io.surtitle.doctor.Checkups;
import io.surtitle.doctor.Footprint;
import io.surtitle.doctor.Position;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.session.Interpreter;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.CaptionApplication;
import io.surtitle.topology.Check;
import io.surtitle.topology.StateDiskException;
import io.surtitle.topology.TopologySettings;
import io.surtitle.web.Health.Condition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/** The engine at work as a configuration describes it. */
final class Captioning implements AutoCloseable {
  private final CaptionApplication application;
  private final Checkups checkups;
  private volatile boolean failed;

  private Captioning(CaptionApplication application, Checkups checkups) {
    this.application = application;
    this.checkups = checkups;
  }

  /** Creates the topics and starts; should it end by itself, it asks {@code stop} to stop. */
  static Captioning start(
      Configuration configuration, LoadedModel model, Stop stop, EngineMeters meters) {
    TopologySettings settings = topologySettings(configuration, model.languages());
    CaptionApplication application = application(configuration, model, settings, meters);
    Checkups checkups =
        Checkups.start(
            configuration.kafka(),
            footprint(configuration, model.languages()),
            () -> restoring(application),
            meters);
    Captioning started = new Captioning(application, checkups);
    Thread watch = new Thread(() -> started.watch(stop), "surtitle-watch");
    watch.setDaemon(true);
    watch.start();
    return started;
  }

  private static Map<TopicPartition, Position> restoring(CaptionApplication application) {
    Map<TopicPartition, Position> positions = new HashMap<>();
    application
        .restoring()
        .forEach((partition, it) -> positions.put(partition, new Position(it.at(), it.end())));
    return positions;
  }

  /** What an application of this configuration has in its cluster. */
  static Footprint footprint(Configuration configuration, List<String> languages) {
    return new Footprint(
        configuration.application(), topicNames(configuration.topics()), languages);
  }

  private static CaptionApplication application(
      Configuration configuration,
      LoadedModel model,
      TopologySettings settings,
      EngineMeters meters) {
    Interpreter interpreter = interpreter(configuration, model, settings);
    try {
      return CaptionApplication.start(
          applicationSettings(configuration),
          settings,
          interpreter,
          engines(configuration, () -> new Translator(model.model(), interpreter)),
          meters);
    } catch (StateDiskException e) {
      throw new FailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Supplier<Engine> engines(Configuration configuration, Supplier<Engine> own) {
    if (!configuration.batch().shared()) {
      return own;
    }
    return new SharedEngine(own)::share;
  }

  private static Interpreter interpreter(
      Configuration configuration, LoadedModel model, TopologySettings settings) {
    return new Interpreter(
        model.bundle(),
        model.policy(configuration.captions().waitK()),
        configuration.captions().beam(),
        settings.targets(),
        configuration.utterance().maxTokens());
  }

  /** Up while captions are being made. */
  Condition condition() {
    KafkaStreams.State state = application.state();
    return new Condition(state == KafkaStreams.State.RUNNING, application.standing());
  }

  /** What else has to be so, by name. */
  Map<String, Supplier<Condition>> checks() {
    Map<String, Supplier<Condition>> checks = new TreeMap<>();
    application.checks().forEach(check -> checks.put(check.name(), () -> condition(check)));
    return checks;
  }

  private static Condition condition(Check check) {
    Optional<String> obstacle = check.obstacle().get();
    return new Condition(obstacle.isEmpty(), obstacle.orElse("OK"));
  }

  /** Up while the cluster gives the engine what it waits for. */
  Condition cluster() {
    return checkups
        .trouble()
        .map(reason -> new Condition(false, reason))
        .orElseGet(() -> new Condition(true, "WELL"));
  }

  private void watch(Stop stop) {
    try {
      failed = !application.awaitStopped();
      stop.request();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Throws FailedException if the engine ended because its threads failed. */
  void check() {
    if (failed) {
      throw new FailedException(
          application
              .refusal()
              .flatMap(refused -> Refusal.sentence("Kafka", refused))
              .orElseGet(() -> "the engine stopped, because it failed again and again" + why()));
    }
  }

  private String why() {
    return application.failure().map(": "::concat).orElse("");
  }

  /** The topics of the captions, in the order of the languages. */
  static List<String> captionTopics(Configuration configuration, List<String> languages) {
    return languages.stream().map(configuration.topics().captions()::concat).toList();
  }

  static ApplicationSettings applicationSettings(Configuration from) {
    Map<String, String> kafka = new TreeMap<>(from.kafka());
    Path state = from.streams().stateDirectory();
    if (state != null) {
      kafka.put("state.dir", state.toString());
    }
    return new ApplicationSettings(
        from.application(),
        from.streams().threads(),
        from.topics().partitions(),
        (short) from.topics().replication(),
        kafka);
  }

  static TopologySettings topologySettings(Configuration from, List<String> languages) {
    from.requireTopicsApart(languages);
    return new TopologySettings(
        topicNames(from.topics()),
        languages,
        from.utterance().silence(),
        new TopologySettings.Batch(from.batch().max(), from.batch().delay()),
        limits(from.limits()));
  }

  private static TopologySettings.TopicNames topicNames(Configuration.Topics from) {
    return new TopologySettings.TopicNames(
        from.text(), from.captions(), from.deadLetters(), from.glossary());
  }

  private static TopologySettings.Limits limits(Configuration.Limits from) {
    return new TopologySettings.Limits(
        from.recordBytes(), from.streams(), from.pending(), from.idle(), from.lag(), from.behind());
  }

  @Override
  public void close() {
    checkups.close();
    application.close();
  }
}
