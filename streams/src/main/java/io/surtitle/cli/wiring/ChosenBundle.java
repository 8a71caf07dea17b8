package io.surtitle.cli.wiring;

import io.surtitle.bundle.Quality;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A bundle to load.
 *
 * @param operator id of its operator, which its state stores are named by: 1 to 100 of the
 *     characters a-z A-Z 0-9 . _ -
 * @param task what its graphs do, such as {@code translate}
 * @param source BCP 47 tag of the language that goes in; empty for other tasks than translation
 * @param languages its target languages in use, in the order asked for; none for other tasks
 * @param quality how well it translates; languages that are missing were not measured
 */
public record ChosenBundle(
    String operator,
    Path directory,
    String task,
    String source,
    List<String> languages,
    Map<String, Quality> quality) {

  /** Keeps the collections. */
  public ChosenBundle {
    languages = List.copyOf(languages);
    quality = Map.copyOf(quality);
  }
}
