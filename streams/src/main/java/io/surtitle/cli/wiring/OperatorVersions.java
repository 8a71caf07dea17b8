package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.Manifest;
import io.surtitle.engine.Session;
import io.surtitle.topology.Version;
import io.surtitle.topology.Versions;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of one operator that are loaded in this process: the one in its directory, and those
 * before it that sessions still name. A bundle is loaded from its copy in the archive, which nobody
 * replaces; it is loaded before it takes over, and outside the threads that run the model.
 */
final class OperatorVersions<S extends Session, X, Y> implements Versions<S, X, Y>, Replaceable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorVersions.class);

  private final LoadedModel first;
  private final BundleArchive archive;
  private final BiFunction<LoadedModel, Bundle, LoadedModel> loader;
  private final Function<LoadedModel, Version<S, X, Y>> maker;
  private final ReentrantLock replacing = new ReentrantLock();
  private final Map<Long, Loaded<S, X, Y>> loaded = new HashMap<>();
  private volatile Loaded<S, X, Y> current;

  /**
   * Begins with a loaded bundle, a copy of which is kept.
   *
   * @param loader loads another bundle of the operator
   * @param maker makes the operator of a loaded bundle
   */
  OperatorVersions(
      LoadedModel first,
      BundleArchive archive,
      BiFunction<LoadedModel, Bundle, LoadedModel> loader,
      Function<LoadedModel, Version<S, X, Y>> maker) {
    this.first = first;
    this.archive = archive;
    this.loader = loader;
    this.maker = maker;
    this.current = new Loaded<>(first, maker.apply(first));
    loaded.put(first.bundle().fingerprint(), current);
    keepFirst();
  }

  private static final class Loaded<S extends Session, X, Y> {
    private final LoadedModel model;
    private final Version<S, X, Y> version;
    private int uses;

    Loaded(LoadedModel model, Version<S, X, Y> version) {
      this.model = model;
      this.version = version;
    }
  }

  private void keepFirst() {
    try {
      archive.keep(first.bundle());
    } catch (BundleException | UncheckedIOException e) {
      LOG.warn(
          "{}; what is open when the bundle is replaced may end with what was shown",
          e.getMessage(),
          e);
    }
  }

  @Override
  public Version<S, X, Y> current() {
    return current.version;
  }

  @Override
  public LoadedModel model() {
    return current.model;
  }

  @Override
  public synchronized Optional<Version<S, X, Y>> acquire(long fingerprint) {
    Loaded<S, X, Y> known = loaded.get(fingerprint);
    if (known == null) {
      known = archive.find(fingerprint).flatMap(this::load).orElse(null);
    }
    if (known == null) {
      return Optional.empty();
    }
    known.uses++;
    return Optional.of(known.version);
  }

  private Optional<Loaded<S, X, Y>> load(Bundle bundle) {
    try {
      requireFit(bundle);
      return Optional.of(add(loader.apply(first, bundle)));
    } catch (RefusedBundleException | BundleException e) {
      LOG.warn("what is open cannot go on with its bundle: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Loaded<S, X, Y> add(LoadedModel model) {
    Loaded<S, X, Y> added = new Loaded<>(model, maker.apply(model));
    loaded.put(model.bundle().fingerprint(), added);
    return added;
  }

  @Override
  public synchronized void release(long fingerprint) {
    Loaded<S, X, Y> known = Objects.requireNonNull(loaded.get(fingerprint));
    known.uses--;
    closeIfUnused(known);
  }

  private void closeIfUnused(Loaded<S, X, Y> known) {
    if (known.uses == 0 && known != current) {
      LOG.info("{}: no session names {} any more", first.operator(), known.model.describe());
      loaded.remove(known.version.fingerprint());
      known.model.close();
    }
  }

  @Override
  public Replacement replace() {
    replacing.lock();
    try {
      LoadedModel before = current.model;
      Bundle bundle = Bundle.load(first.bundle().directory());
      if (bundle.fingerprint() != before.bundle().fingerprint()) {
        requireFit(bundle);
        switchTo(archive.keep(bundle));
        archive.clean(this::isLoaded);
      }
      return new Replacement(first.operator(), before.bundle(), current.model.bundle());
    } finally {
      replacing.unlock();
    }
  }

  private void switchTo(Bundle bundle) {
    Optional<Loaded<S, X, Y>> known = known(bundle.fingerprint());
    LoadedModel model = known.isPresent() ? known.get().model : loader.apply(first, bundle);
    synchronized (this) {
      Loaded<S, X, Y> next = loaded.get(bundle.fingerprint());
      Loaded<S, X, Y> before = current;
      current = next == null ? add(model) : next;
      LOG.info("{}: {} replaces {}", first.operator(), model.describe(), before.model.describe());
      closeIfUnused(before);
    }
  }

  private synchronized Optional<Loaded<S, X, Y>> known(long fingerprint) {
    return Optional.ofNullable(loaded.get(fingerprint));
  }

  @Override
  public synchronized boolean isLoaded(long fingerprint) {
    return loaded.containsKey(fingerprint);
  }

  /** Sessions, topics and settings are those of the first bundle. */
  private void requireFit(Bundle bundle) {
    Manifest now = first.bundle().manifest();
    Manifest then = bundle.manifest();
    require(then.task().equals(now.task()), bundle, "its task is " + then.task());
    if (then.task().equals(Manifest.TRANSLATE)) {
      require(then.source().equals(now.source()), bundle, "it translates from " + then.source());
      first
          .languages()
          .forEach(tag -> require(then.targets().contains(tag), bundle, "it has no " + tag));
    }
  }

  private void require(boolean fits, Bundle bundle, String reason) {
    if (!fits) {
      throw new RefusedBundleException(
          "%s cannot replace %s: %s; restart with another configuration to use it"
              .formatted(bundle.directory(), first.bundle().manifest().name(), reason));
    }
  }

  /** Closes all bundles; nothing may run any more. */
  @Override
  public synchronized void close() {
    loaded.values().forEach(each -> each.model.close());
    loaded.clear();
  }
}
