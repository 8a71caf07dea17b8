package io.surtitle.bundle;

import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the tokenizer's native library from its jar, and nothing else.
 *
 * <p>Left to itself, DJL reports its use to its makers, on a machine with a GPU downloads another
 * build of the library, and leaves its files in the user's home. Environment variables and system
 * properties that the user set for it are kept.
 */
final class NativeLibrary {

  private static boolean loaded;

  private NativeLibrary() {}

  /**
   * Loads the library the first time.
   *
   * @throws IllegalStateException if this machine cannot load it
   */
  static synchronized void load() {
    if (!loaded) {
      setDefault("ai.djl.offline", "true");
      setDefault("OPT_OUT_TRACKING", "true");
      try {
        unpackAndLoad();
      } catch (IOException | RuntimeException | LinkageError e) {
        throw new IllegalStateException(
            "The tokenizer's native library cannot be loaded by way of "
                + System.getProperty("java.io.tmpdir"),
            e);
      }
      loaded = true;
    }
  }

  private static void unpackAndLoad() throws IOException {
    // A new directory of our own: nobody else can have put a library into it.
    Path cache = Files.createTempDirectory("surtitle-tokenizer");
    // DJL looks for a GPU through JNA, which has a library to unpack, too.
    List<String> ours =
        Stream.of("ENGINE_CACHE_DIR", "jna.tmpdir")
            .filter(property -> setDefault(property, cache.toString()))
            .toList();
    try {
      LibUtils.checkStatus();
    } finally {
      ours.forEach(System::clearProperty);
      delete(cache);
    }
  }

  /** Returns false if the property has a value already. */
  private static boolean setDefault(String property, String value) {
    return System.getProperties().putIfAbsent(property, value) == null;
  }

  /** Unix keeps a loaded library whose file is gone; Windows refuses to delete it. */
  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.toFile().delete()) {
          file.toFile().deleteOnExit();
        }
      }
    }
  }
}
