package io.surtitle.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * A goal for a figure, on two otherwise idle cores.
 *
 * @param name the figure's name
 * @param goal in words
 * @param value as measured; null if there was nothing to measure
 */
record Target(String name, String goal, @Nullable Double value, boolean met) {

  static Target atLeast(String name, double goal, @Nullable Double value) {
    return new Target(name, "at least " + goal, value, value != null && value >= goal);
  }

  static Target atMost(String name, double goal, @Nullable Double value) {
    return new Target(
        name, "at most " + Math.round(goal * 10) / 10.0, value, value != null && value <= goal);
  }

  static Target below(String name, double goal, @Nullable Double value) {
    return new Target(name, "below " + goal, value, value != null && value < goal);
  }
}
