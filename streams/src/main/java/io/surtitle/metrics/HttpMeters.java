package io.surtitle.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The HTTP server's metrics. Thread-safe. */
public final class HttpMeters {
  private static final int CLASS = 100;

  private final MeterRegistry registry;
  private final Map<Answer, Timer> answers = new ConcurrentHashMap<>();

  public HttpMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * A request was answered.
   *
   * @param route one of the server's few routes, never a path that a client chose
   * @param status the HTTP status, such as 404
   * @param nanos time until it was answered; for server-sent events, until the first byte
   */
  public void request(String route, int status, long nanos) {
    answers
        .computeIfAbsent(new Answer(route, status / CLASS), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Answer answer) {
    return Timer.builder("surtitle.http.requests")
        .description("HTTP requests (SSE: until the first byte)")
        .tags("route", answer.route, "status", answer.hundreds + "xx")
        .register(registry);
  }

  private record Answer(String route, int hundreds) {}
}
