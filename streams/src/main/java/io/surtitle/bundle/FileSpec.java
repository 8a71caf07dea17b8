package io.surtitle.bundle;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One file of a bundle as it was written.
 *
 * @param name path relative to the bundle, inside it, with forward slashes
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes size of the file
 */
public record FileSpec(String name, String sha256, long bytes) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public FileSpec {
    Rules.require(
        isInside(name), "'%s' is not the name of a file inside the bundle".formatted(name));
    Rules.require(
        SHA256.matcher(sha256).matches(),
        "'%s' is not a SHA-256 in lower-case hex".formatted(sha256));
    Rules.require(bytes >= 0, "a file cannot have %d bytes".formatted(bytes));
  }

  private static boolean isInside(String name) {
    Path path = Path.of(name);
    return !name.isBlank()
        && !name.contains("\\")
        && !path.isAbsolute()
        && !path.startsWith("..")
        && path.equals(path.normalize());
  }
}
