package io.surtitle.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Whether a process does what it is there for.
 *
 * @param checks its parts, by name
 */
public record Health(Map<String, Supplier<Condition>> checks) {
  /** Copies the map. */
  public Health {
    checks = Map.copyOf(checks);
  }

  /** Whether all parts are up. */
  public boolean ready() {
    return checks.values().stream().allMatch(check -> check.get().up());
  }

  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    checks.forEach((name, check) -> states.put(name, check.get().state()));
    return states;
  }

  /**
   * How one part is.
   *
   * @param state in a word or two
   */
  public record Condition(boolean up, String state) {}
}
