package io.surtitle.benchmarks.subject;

import io.surtitle.cli.wiring.ChosenBundle;
import io.surtitle.topology.OperatorSpec;
import java.util.List;

/**
 * A bundle and the captions that come from it.
 *
 * @param operator id of its operator
 * @param bundle its directory
 * @param rows target languages of each stream, possibly with repetitions
 */
public record Pack(String operator, String bundle, List<String> rows) {
  /** Keeps the list. */
  public Pack {
    rows = List.copyOf(rows);
  }

  /** The only bundle. */
  public static Pack only(String bundle, List<String> rows) {
    return new Pack(OperatorSpec.FIRST, bundle, rows);
  }

  /** An installed bundle with its languages. */
  public static Pack of(ChosenBundle chosen) {
    String directory = chosen.directory().toAbsolutePath().toString();
    return new Pack(chosen.operator(), directory, chosen.languages());
  }
}
