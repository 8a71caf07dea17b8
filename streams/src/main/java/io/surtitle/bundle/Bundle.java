package io.surtitle.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bundle whose manifest is sound and whose files are the ones that were exported. */
public final class Bundle {

  /** The name of a bundle's manifest. */
  public static final String MANIFEST = "surtitle.json";

  private final Path directory;
  private final Manifest manifest;
  private final @Nullable Tokenizer tokenizer;
  private final byte[] json;

  private Bundle(Path directory, Manifest manifest, @Nullable Tokenizer tokenizer, byte[] json) {
    this.directory = directory;
    this.manifest = manifest;
    this.tokenizer = tokenizer;
    this.json = json;
  }

  /**
   * Reads the manifest, then verifies presence, size and SHA-256 of every file it lists; other
   * files may be there too.
   *
   * @throws BundleException if anything is wrong
   */
  public static Bundle load(Path directory) {
    Path file = directory.resolve(MANIFEST);
    byte[] json = readManifest(directory, file);
    Manifest manifest = ManifestReader.read(file, json);
    manifest.files().forEach(spec -> FileCheck.verify(directory, spec));
    Tokenizer tokenizer =
        manifest.task().equals(Manifest.TRANSLATE) ? tokenizer(directory, manifest) : null;
    return new Bundle(directory, manifest, tokenizer, json);
  }

  /** The bytes of its manifest. */
  public byte[] json() {
    return json.clone();
  }

  public Path directory() {
    return directory;
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Throws IllegalStateException if the bundle's task needs no tokens. */
  public Tokenizer tokenizer() {
    if (tokenizer == null) {
      throw new IllegalStateException(directory + " has no tokenizer");
    }
    return tokenizer;
  }

  /**
   * What is wrong with a bundle that does not hold what its task needs.
   *
   * @param fault a predicate, such as {@code "has no graph 'detector'"}
   */
  public BundleException unfit(String fault) {
    return new BundleException(directory.resolve(MANIFEST), fault, BundleException.EXPORT_AGAIN);
  }

  /** Throws BundleException unless the task is one of these. */
  public void requireTask(Collection<String> known) {
    if (!known.contains(manifest.task())) {
      throw new BundleException(
          directory.resolve(MANIFEST),
          "has the task '%s' where this version knows %s"
              .formatted(manifest.task(), String.join(", ", new TreeSet<>(known))),
          "use a surtitle that knows it");
    }
  }

  /**
   * The first 8 bytes of the manifest's SHA-256, big-endian. The manifest holds the hashes of all
   * other files, so two bundles with the same fingerprint are the same.
   */
  public long fingerprint() {
    return ByteBuffer.wrap(FileCheck.sha256().digest(json)).getLong();
  }

  /** Where a file of this bundle is. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  private static Tokenizer tokenizer(Path directory, Manifest manifest) {
    Tokenizer tokenizer = HuggingFace.load(directory, manifest.tokenizer());
    requireTokens(directory.resolve(MANIFEST), manifest.placeholders(), tokenizer);
    return tokenizer;
  }

  private static void requireTokens(Path file, PlaceholderSpec spec, Tokenizer tokenizer) {
    Stream.concat(spec.names().stream(), spec.numbers().stream())
        .filter(mark -> !isToken(tokenizer, mark))
        .findFirst()
        .ifPresent(
            mark -> {
              throw new BundleException(
                  file,
                  "has the placeholder %s, which is no token of its tokenizer"
                      .formatted(PlaceholderSpec.code(mark)),
                  BundleException.EXPORT_AGAIN);
            });
  }

  private static boolean isToken(Tokenizer tokenizer, String mark) {
    int[] ids = tokenizer.encode(mark);
    return ids.length > 0 && tokenizer.piece(ids[ids.length - 1]).equals(mark);
  }

  private static byte[] readManifest(Path directory, Path file) {
    if (!Files.isDirectory(directory)) {
      throw new BundleException(directory, "is no directory", "give the directory of a bundle");
    }
    if (!Files.isRegularFile(file)) {
      throw new BundleException(
          directory, "is no bundle, having no " + MANIFEST, "give the directory of a bundle");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw FileCheck.unreadable(file, e);
    }
  }
}
