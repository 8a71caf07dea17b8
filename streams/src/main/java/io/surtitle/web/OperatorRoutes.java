package io.surtitle.web;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** The routes that operators and their tools use on every process. */
public final class OperatorRoutes {
  private static final String JSON_TYPE = "application/json";

  /** The text format of Prometheus, version 0.0.4. */
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final JsonMapper JSON = new JsonMapper();

  private OperatorRoutes() {}

  /**
   * {@code /health/live}, {@code /health/ready}, {@code /metrics} and {@code /info}.
   *
   * @param metrics all meters in the text format of Prometheus
   * @param info names and versions of what runs in the process
   */
  public static List<Route> of(
      Health health, Supplier<String> metrics, Supplier<Map<String, Object>> info) {
    return List.of(
        Route.of("live", "/health/live", OperatorRoutes::live).forAll(),
        Route.of("ready", "/health/ready", exchange -> ready(exchange, health)).forAll(),
        Route.of("metrics", "/metrics", to -> to.send(METRICS_TYPE, metrics.get())),
        Route.of("info", "/info", to -> to.send(JSON_TYPE, json(info.get()))));
  }

  private static void live(Exchange exchange) {
    exchange.send(JSON_TYPE, json(Map.of("status", "UP")));
  }

  private static void ready(Exchange exchange, Health health) {
    Map<String, Health.Condition> conditions = health.conditions();
    boolean ready = Health.ready(conditions);
    Map<String, String> states = new TreeMap<>();
    conditions.forEach((name, condition) -> states.put(name, condition.state()));
    exchange.send(
        ready ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
        JSON_TYPE,
        json(Map.of("status", ready ? "UP" : "DOWN", "checks", states)));
  }

  private static String json(Object value) {
    return JSON.writeValueAsString(value);
  }
}
