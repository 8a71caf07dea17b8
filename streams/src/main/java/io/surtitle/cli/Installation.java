package io.surtitle.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** What ships beside the program. */
public final class Installation {
  private static final Path BUNDLE = Path.of("models", "live-translate");

  private Installation() {}

  /**
   * The bundle in {@code models/}, in the nearest directory above the program that has it; where
   * there is none, the path from the working directory, for messages.
   */
  public static Path bundle() {
    for (Path at = program(Installation.class); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(BUNDLE))) {
        return at.resolve(BUNDLE);
      }
    }
    return BUNDLE;
  }

  /** The jar, or the directory of classes, that a class was loaded from. */
  public static Path program(Class<?> of) {
    CodeSource source = of.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Path.of("").toAbsolutePath()
          : Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own place has no path", e);
    }
  }
}
