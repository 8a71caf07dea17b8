package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.require;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code model.bundles}: a directory, or {@code {id: ..., directory: ...}}.
 *
 * @param id id of the bundle's operator, which its state stores are named by; null for the name in
 *     its manifest
 * @param directory of the bundle; empty only while the file is read
 */
public record ListedBundle(@Nullable String id, Path directory) implements Section {
  /** Describes the form of an id in messages. */
  public static final String ID_FORM = "1 to 100 of the characters a-z A-Z 0-9 . _ -";

  /** Describes the form of the list in messages. */
  static final String FORM = "a list of directories or of {id: ..., directory: ...}";

  /** What the keys of an entry are added to. */
  static final ListedBundle EMPTY = new ListedBundle(null, Path.of(""));

  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,100}");

  /** Checks the values. */
  public ListedBundle {
    require(id == null || isId(id), "id", ID_FORM);
  }

  /** Whether a text is a valid operator id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
