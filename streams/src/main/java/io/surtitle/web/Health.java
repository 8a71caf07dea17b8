package io.surtitle.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Whether a process is ready to do its work.
 *
 * @param checks the condition of each part of the process, by name
 */
public record Health(Map<String, Supplier<Condition>> checks) {
  /** Copies the map. */
  public Health {
    checks = Map.copyOf(checks);
  }

  /** Whether all parts are up. */
  public boolean ready() {
    return ready(conditions());
  }

  static boolean ready(Map<String, Condition> conditions) {
    return conditions.values().stream().allMatch(Condition::up);
  }

  /** The current condition of each part. */
  Map<String, Condition> conditions() {
    Map<String, Condition> conditions = new TreeMap<>();
    checks.forEach((name, check) -> conditions.put(name, check.get()));
    return conditions;
  }

  /**
   * The condition of one part.
   *
   * @param state in a word or two
   */
  public record Condition(boolean up, String state) {}
}
