package io.surtitle.cli.config;

import static io.surtitle.cli.config.InvalidValueException.requireBetween;

/**
 * How the state of streams is stored.
 *
 * @param snapshot inputs after which all of a session is stored; between, only a journal is
 */
public record State(int snapshot) implements Section {
  /** Checks the value. */
  public State {
    requireBetween(snapshot, 1, 10_000, "snapshot");
  }
}
