package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.FileSpec;
import io.surtitle.cli.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of the bundles that sessions may name, each in a directory named by its fingerprint. A
 * copy appears whole or not at all, so any number of processes may share a directory.
 */
final class BundleArchive {
  /** A bundle that no session here names is kept so long, for sessions that move here. */
  static final Duration UNUSED = Duration.ofDays(1);

  private static final Logger LOG = LoggerFactory.getLogger(BundleArchive.class);
  private static final String NAME = "[0-9a-f]{16}";
  private static final String PARTIAL = ".partial-";

  private final Path directory;
  private final InstantSource clock;

  /** Copies in a directory, which need not be there yet. */
  BundleArchive(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The configured archive, or else {@code bundles} in the state directory. */
  static BundleArchive of(Configuration configuration) {
    Path archive = configuration.model().archive();
    return new BundleArchive(
        archive == null ? state(configuration).resolve("bundles") : archive,
        InstantSource.system());
  }

  private static Path state(Configuration configuration) {
    Path state = configuration.streams().stateDirectory();
    return state == null
        ? Path.of(String.valueOf(StreamsConfig.configDef().defaultValues().get("state.dir")))
        : state;
  }

  /** The name of a bundle's copy: its fingerprint in 16 hexadecimal digits. */
  static String name(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  /**
   * Keeps a copy of a bundle.
   *
   * @return the copy
   * @throws BundleException if the bundle's files are no longer those that its manifest lists
   * @throws UncheckedIOException if it cannot be written
   */
  Bundle keep(Bundle bundle) {
    Optional<Bundle> kept = find(bundle.fingerprint());
    return kept.isPresent() ? kept.get() : copy(bundle);
  }

  private Bundle copy(Bundle bundle) {
    Path copy = directory.resolve(name(bundle.fingerprint()));
    try {
      Files.createDirectories(directory);
      Path partial = Files.createTempDirectory(directory, PARTIAL);
      Files.copy(bundle.file(Bundle.MANIFEST), partial.resolve(Bundle.MANIFEST));
      for (FileSpec file : bundle.manifest().files()) {
        Path to = partial.resolve(file.name());
        Files.createDirectories(to.getParent());
        Files.copy(bundle.file(file.name()), to);
      }
      requireSame(bundle, Bundle.load(partial));
      move(partial, copy);
      return Bundle.load(copy);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a copy of the bundle in " + directory, e);
    }
  }

  private static void requireSame(Bundle bundle, Bundle copied) {
    if (copied.fingerprint() != bundle.fingerprint()) {
      throw new BundleException(
          bundle.directory(), "was replaced while it was copied", BundleException.COPY_AGAIN);
    }
  }

  /** What is there is damaged, or another process's copy of the same: either may be replaced. */
  private static void move(Path partial, Path copy) throws IOException {
    if (Files.isDirectory(copy)) {
      delete(copy);
    }
    Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The copy of a bundle, which counts as used now; empty if there is none that is whole. */
  Optional<Bundle> find(long fingerprint) {
    Path copy = directory.resolve(name(fingerprint));
    if (!Files.isDirectory(copy)) {
      return Optional.empty();
    }
    try {
      Bundle bundle = Bundle.load(copy);
      touch(copy);
      return Optional.of(bundle);
    } catch (BundleException e) {
      LOG.warn("the copy of a bundle is of no use: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private void touch(Path copy) {
    try {
      Files.setLastModifiedTime(copy, FileTime.from(clock.instant()));
    } catch (IOException e) {
      LOG.debug("{} cannot be marked as used", copy, e);
    }
  }

  /** Deletes copies that nobody has used for long, but for those in use here. */
  void clean(LongPredicate isUsed) {
    for (Path copy : copies()) {
      long fingerprint = HexFormat.fromHexDigitsToLong(copy.getFileName().toString());
      if (isUsed.test(fingerprint)) {
        touch(copy);
      } else if (age(copy).compareTo(UNUSED) > 0) {
        LOG.info("deleting {}, which no session has named for a day", copy);
        delete(copy);
      }
    }
  }

  private List<Path> copies() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(each -> each.getFileName().toString().matches(NAME)).toList();
    } catch (IOException e) {
      LOG.warn("cannot list the copies of bundles in {}: {}", directory, e.toString());
      return List.of();
    }
  }

  private Duration age(Path copy) {
    try {
      return Duration.between(Files.getLastModifiedTime(copy).toInstant(), clock.instant());
    } catch (IOException e) {
      return Duration.ZERO; // another process has deleted it
    }
  }

  private static void delete(Path copy) {
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LOG.warn("cannot delete {}: {}", copy, e.toString());
    }
  }
}
