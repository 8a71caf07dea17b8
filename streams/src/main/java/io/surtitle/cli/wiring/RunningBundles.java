package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Manifest;
import io.surtitle.cli.config.Configuration;
import io.surtitle.engine.RunMeters;
import io.surtitle.engine.Session;
import io.surtitle.inference.DeviceException;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunSettings;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.topology.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bundles of a process's operators, which may be replaced while they run. */
public final class RunningBundles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningBundles.class);

  private static final String VOICE = "voice";

  private final BundleArchive archive;
  private final Duration watch;
  private final RunSettings runs;
  private final EngineMeters meters;
  private final List<Replaceable> operators = new ArrayList<>();
  private @Nullable LoadedModel voice;
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "surtitle-bundles");
            thread.setDaemon(true);
            return thread;
          });

  /** No bundle yet. */
  RunningBundles(Configuration configuration, EngineMeters meters) {
    this.archive = BundleArchive.of(configuration);
    this.watch = configuration.model().watch();
    this.runs = configuration.runs(Runtime.getRuntime().availableProcessors());
    this.meters = meters;
  }

  /**
   * Adds an operator.
   *
   * @param maker makes what it does with a bundle
   */
  <S extends Session, X, Y> OperatorVersions<S, X, Y> add(
      LoadedModel model, Function<LoadedModel, Version<S, X, Y>> maker) {
    OperatorVersions<S, X, Y> versions = new OperatorVersions<>(model, archive, this::load, maker);
    operators.add(versions);
    tell(model);
    return versions;
  }

  /**
   * The bundle in a directory that detects voice; it is never replaced.
   *
   * @throws io.surtitle.bundle.BundleException if it is not sound
   */
  synchronized LoadedModel voice(Path directory) {
    LoadedModel loaded = voice;
    if (loaded == null) {
      Bundle bundle = Bundle.load(directory);
      loaded = new LoadedModel(VOICE, bundle, open(bundle), List.of());
      voice = loaded;
    }
    return loaded;
  }

  private LoadedModel load(LoadedModel first, Bundle bundle) {
    try {
      return new LoadedModel(first.operator(), bundle, open(bundle), first.languages());
    } catch (DeviceException e) {
      throw new RefusedBundleException(
          "%s cannot be run: %s".formatted(bundle.directory(), e.getMessage()));
    }
  }

  private Model open(Bundle bundle) {
    return Model.load(bundle, runs, new RunMeters(meters));
  }

  /** Begins to watch the directories. */
  void watch() {
    archive.clean(this::isLoaded);
    List<BundleWatch> watches = operators.stream().map(BundleWatch::new).toList();
    if (!watch.isZero()) {
      long millis = watch.toMillis();
      var unused =
          watcher.scheduleWithFixedDelay(
              () -> look(watches), millis, millis, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isLoaded(long fingerprint) {
    return operators.stream().anyMatch(each -> each.isLoaded(fingerprint));
  }

  private void look(List<BundleWatch> watches) {
    try {
      watches.forEach(BundleWatch::look);
      tellAll();
    } catch (RuntimeException e) { // an exception would end the watch
      LOG.error("a look at the bundles failed", e);
    }
  }

  /** Those whose bundles may be replaced. */
  List<Replaceable> operators() {
    return operators;
  }

  /** Tells the metrics which bundles are current. */
  void tellAll() {
    operators.forEach(each -> tell(each.model()));
  }

  private void tell(LoadedModel model) {
    Manifest manifest = model.bundle().manifest();
    meters.bundle(
        model.operator(),
        manifest.name(),
        manifest.version(),
        BundleArchive.name(model.bundle().fingerprint()),
        model.model().device(),
        model.languages());
  }

  /** What runs, for people: id, bundle and device of each operator. */
  public List<Map<String, Object>> describe() {
    return operators.stream().map(each -> describe(each.model())).toList();
  }

  private static Map<String, Object> describe(LoadedModel model) {
    Map<String, Object> operator = new LinkedHashMap<>();
    operator.put("operator", model.operator());
    operator.put("task", model.bundle().manifest().task());
    operator.put("name", model.bundle().manifest().name());
    operator.put("version", model.bundle().manifest().version());
    operator.put("fingerprint", BundleArchive.name(model.bundle().fingerprint()));
    operator.put("languages", model.languages());
    operator.put("device", model.model().device());
    return operator;
  }

  /** The languages of all captions, with the current bundle and the measured quality of each. */
  List<Map<String, Object>> languages() {
    return operators.stream()
        .map(Replaceable::model)
        .flatMap(model -> model.languages().stream().map(tag -> language(model, tag).json()))
        .toList();
  }

  private static TargetLanguage language(LoadedModel model, String tag) {
    Manifest manifest = model.bundle().manifest();
    return new TargetLanguage(tag, manifest.name(), manifest.quality(tag).orElse(null));
  }

  /** Closes all bundles; nothing may run any more. */
  @Override
  public synchronized void close() {
    watcher.shutdownNow();
    operators.forEach(Replaceable::close);
    if (voice != null) {
      voice.close();
    }
  }
}
