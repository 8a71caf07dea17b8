package io.surtitle.guarantees;

import java.util.Map;

/**
 * How the application is configured: processing guarantee, group protocol, standby replicas, and
 * whether its threads share one runner as on a GPU.
 */
enum Mode {
  EXACTLY_ONCE,
  STREAMS_PROTOCOL,
  STANDBY,
  AT_LEAST_ONCE,
  SHARED_RUNNER;

  /** The configuration that makes this mode. */
  Map<String, String> kafka() {
    return switch (this) {
      case EXACTLY_ONCE, SHARED_RUNNER -> Map.of();
      case STREAMS_PROTOCOL -> Map.of("group.protocol", "streams");
      case STANDBY -> Map.of("num.standby.replicas", "1");
      case AT_LEAST_ONCE -> Map.of("processing.guarantee", "at_least_once");
    };
  }

  /** How many instances run from the beginning. */
  int instances() {
    return this == STANDBY ? 2 : 1;
  }

  /** Whether a caption must never be duplicated. */
  boolean exactlyOnce() {
    return this != AT_LEAST_ONCE;
  }
}
