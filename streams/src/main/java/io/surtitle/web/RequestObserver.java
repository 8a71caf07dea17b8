package io.surtitle.web;

import java.time.Duration;

/** Observes every answered request, for metrics. */
@FunctionalInterface
public interface RequestObserver {
  /** Does nothing. */
  RequestObserver NONE = (route, status, time) -> {};

  /**
   * A request was answered.
   *
   * @param route name of its route
   * @param status of the answer
   * @param time from the request's arrival to the answer's first byte
   */
  void answered(String route, int status, Duration time);
}
