package io.surtitle.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A bundle whose manifest is sound and whose files are the ones that were exported. */
public final class Bundle {

  static final String MANIFEST = "surtitle.json";

  private final Path directory;
  private final Manifest manifest;
  private final Tokenizer tokenizer;
  private final long fingerprint;

  private Bundle(Path directory, Manifest manifest, Tokenizer tokenizer, long fingerprint) {
    this.directory = directory;
    this.manifest = manifest;
    this.tokenizer = tokenizer;
    this.fingerprint = fingerprint;
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
    Tokenizer tokenizer = HuggingFace.load(directory, manifest.tokenizer());
    requireTokens(file, manifest.placeholders(), tokenizer);
    long fingerprint = ByteBuffer.wrap(FileCheck.sha256().digest(json)).getLong();
    return new Bundle(directory, manifest, tokenizer, fingerprint);
  }

  public Path directory() {
    return directory;
  }

  public Manifest manifest() {
    return manifest;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /**
   * The first 8 bytes of the manifest's SHA-256, big-endian. The manifest holds the hashes of all
   * other files, so two bundles with the same fingerprint are the same.
   */
  public long fingerprint() {
    return fingerprint;
  }

  /** Where a file of this bundle is. */
  public Path file(String name) {
    return directory.resolve(name);
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
