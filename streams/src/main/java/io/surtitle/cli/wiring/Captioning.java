package io.surtitle.cli.wiring;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.Limits;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.cli.failure.Refusal;
import io.surtitle.doctor.Checkups;
import io.surtitle.doctor.Footprint;
import io.surtitle.doctor.Position;
import io.surtitle.event.TopicNames;
import io.surtitle.inference.Batching;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.detect.Detect;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.translate.Translate;
import io.surtitle.topology.Application;
import io.surtitle.topology.ApplicationSettings;
import io.surtitle.topology.Check;
import io.surtitle.topology.SourceState;
import io.surtitle.topology.StateDiskException;
import io.surtitle.topology.TopologySettings;
import io.surtitle.web.Health.Condition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/** A running engine, built from a configuration. */
public final class Captioning implements AutoCloseable {
  private final Application application;
  private final Checkups checkups;
  private final RunningBundles bundles;
  private volatile boolean failed;

  private Captioning(Application application, RunningBundles bundles, Checkups checkups) {
    this.application = application;
    this.bundles = bundles;
    this.checkups = checkups;
  }

  /** Creates missing topics and starts; requests {@code stop} if the engine ends by itself. */
  public static Captioning start(
      Configuration configuration, LoadedModels models, Stop stop, EngineMeters meters) {
    List<String> text = models.operators(List.of(Translate.TASK));
    List<String> audio = models.operators(Pipelines.AUDIO_TASKS);
    configuration.requireTopicsApart(models.languages(), text, audio);
    TopologySettings settings = topologySettings(configuration, models);
    RunningBundles bundles = new RunningBundles(configuration, meters);
    Application application = application(configuration, models, settings, bundles, meters);
    Checkups checkups =
        Checkups.start(
            configuration.kafka(),
            footprint(
                configuration,
                models.languages(),
                text,
                audio,
                outputs(configuration, models::operators)),
            () -> restoring(application),
            meters);
    Captioning started = new Captioning(application, bundles, checkups);
    bundles.watch();
    Thread watch = new Thread(() -> started.watch(stop), "surtitle-watch");
    watch.setDaemon(true);
    watch.start();
    return started;
  }

  private static Map<TopicPartition, Position> restoring(Application application) {
    Map<TopicPartition, Position> positions = new HashMap<>();
    application
        .restoring()
        .forEach((partition, it) -> positions.put(partition, new Position(it.at(), it.end())));
    return positions;
  }

  /** Topics and groups of a configuration's application in its cluster. */
  public static Footprint footprint(Configuration configuration, BundleChoice choice) {
    return footprint(
        configuration,
        choice.languages(),
        choice.operators(List.of(Translate.TASK)),
        choice.operators(Pipelines.AUDIO_TASKS),
        outputs(configuration, choice::operators));
  }

  /** The topics that operators on audio write to. */
  private static List<String> outputs(
      Configuration configuration, Function<List<String>, List<String>> operators) {
    List<String> outputs = new ArrayList<>();
    if (!operators.apply(List.of(Detect.TASK)).isEmpty()) {
      outputs.add(configuration.topics().events());
    }
    if (!operators.apply(List.of(Transcribe.TASK)).isEmpty()) {
      outputs.add(configuration.topics().text());
    }
    return outputs;
  }

  private static Footprint footprint(
      Configuration configuration,
      List<String> languages,
      List<String> text,
      List<String> audio,
      List<String> outputs) {
    Configuration.Topics topics = configuration.topics();
    String application = configuration.application();
    List<SourceState> sources = new ArrayList<>();
    if (!text.isEmpty()) {
      sources.add(SourceState.text(application, topics.text(), text));
    }
    if (!audio.isEmpty()) {
      sources.add(SourceState.audio(application, topics.audio(), audio));
    }
    return new Footprint(application, topicNames(topics), languages, sources, outputs);
  }

  private static Application application(
      Configuration configuration,
      LoadedModels models,
      TopologySettings settings,
      RunningBundles bundles,
      EngineMeters meters) {
    try {
      return Application.start(
          applicationSettings(configuration),
          settings,
          Pipelines.of(configuration, models, bundles, meters),
          Pipelines.glossaries(topicNames(configuration.topics())),
          meters);
    } catch (StateDiskException e) {
      bundles.close();
      throw new FailedException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      bundles.close();
      throw e;
    }
  }

  /** The bundles of its operators. */
  public RunningBundles bundles() {
    return bundles;
  }

  /** Up while Kafka Streams runs. */
  public Condition condition() {
    KafkaStreams.State state = application.state();
    return new Condition(state == KafkaStreams.State.RUNNING, application.standing());
  }

  /** The other health checks, by name. */
  public Map<String, Supplier<Condition>> checks() {
    Map<String, Supplier<Condition>> checks = new TreeMap<>();
    application.checks().forEach(check -> checks.put(check.name(), () -> condition(check)));
    return checks;
  }

  private static Condition condition(Check check) {
    Optional<String> obstacle = check.obstacle().get();
    return new Condition(obstacle.isEmpty(), obstacle.orElse("OK"));
  }

  /** Up while nothing in the cluster keeps the engine waiting. */
  public Condition cluster() {
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

  /** Throws FailedException if the engine stopped because its threads failed. */
  public void check() {
    if (failed) {
      throw new FailedException(
          application
              .refusal()
              .flatMap(refused -> Refusal.sentence("Kafka", refused))
              .orElseGet(() -> "the engine stopped because its threads failed repeatedly" + why()));
    }
  }

  private String why() {
    return application.failure().map(": "::concat).orElse("");
  }

  /** Caption topics in the order of the languages. */
  public static List<String> captionTopics(Configuration configuration, List<String> languages) {
    return languages.stream().map(configuration.topics().captions()::concat).toList();
  }

  public static ApplicationSettings applicationSettings(Configuration from) {
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

  /** Settings for bundles that are loaded: those on a GPU take more sessions in a wave. */
  private static TopologySettings topologySettings(Configuration from, LoadedModels models) {
    int most =
        models.all().stream()
            .mapToInt(each -> each.model().batching().sessions())
            .max()
            .orElse(Batching.CPU.sessions());
    return topologySettings(from, most);
  }

  /** Settings where nothing runs. */
  public static TopologySettings topologySettings(Configuration from) {
    Integer max = from.batch().max();
    return topologySettings(from, max == null ? Batching.CPU.sessions() : max);
  }

  private static TopologySettings topologySettings(Configuration from, int sessions) {
    return new TopologySettings(
        from.topics().deadLetters(),
        from.utterance().silence(),
        new TopologySettings.Batch(sessions, from.batch().delay()),
        limits(from.limits()));
  }

  private static TopicNames topicNames(Configuration.Topics from) {
    return new TopicNames(from.text(), from.captions(), from.deadLetters(), from.glossary());
  }

  private static TopologySettings.Limits limits(Limits from) {
    return new TopologySettings.Limits(
        from.streams(),
        from.pending(),
        from.pendingBytes(),
        from.idle(),
        from.lag(),
        from.behind());
  }

  @Override
  public void close() {
    checkups.close();
    application.close();
    bundles.close();
  }
}
