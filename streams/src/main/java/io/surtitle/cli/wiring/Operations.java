package io.surtitle.cli.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.cli.config.Http;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.inference.OnnxRuntime;
import io.surtitle.metrics.HttpMeters;
import io.surtitle.metrics.PrometheusMetrics;
import io.surtitle.web.Health;
import io.surtitle.web.Health.Condition;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.ListenException;
import io.surtitle.web.OperatorRoutes;
import io.surtitle.web.Route;
import io.surtitle.web.WebServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of one process: health, metrics and info, and the gateway's routes if it has one.
 */
public final class Operations implements AutoCloseable {
  /** Environment variable with the token, for those who keep it out of files. */
  static final String TOKEN = "SURTITLE_TOKEN";

  /** Class path directory with the viewers' web page. */
  private static final String PAGE = "page";

  private final PrometheusMetrics metrics = new PrometheusMetrics();
  private final Map<String, Supplier<Condition>> checks = new TreeMap<>();
  private final Map<String, Object> info = new LinkedHashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private String files = "";
  private @Nullable RunningBundles bundles;

  public Operations() {
    info.put("version", Installation.version());
    info.put("java", Runtime.version().toString());
    info.put("kafka", AppInfoParser.getVersion());
  }

  /** Registry for the meters of this process. */
  public MeterRegistry registry() {
    return metrics.registry();
  }

  /** Adds the engine's health check, its bundles to the info, and the route that replaces them. */
  public void engine(Supplier<Condition> engine, RunningBundles running) {
    checks.put("engine", engine);
    info.put("onnxruntime", OnnxRuntime.version());
    bundles = running;
    routes.add(ReloadRoute.of(running));
  }

  private Map<String, Object> info() {
    Map<String, Object> all = new LinkedHashMap<>(info);
    if (bundles != null) {
      all.put("bundles", bundles.describe());
      all.put("languages", bundles.languages());
    }
    return all;
  }

  /** Adds health checks by name. */
  public void checks(Map<String, Supplier<Condition>> more) {
    checks.putAll(more);
  }

  /** Adds one health check. */
  public void check(String name, Supplier<Condition> part) {
    checks.put(name, part);
  }

  /** Adds the gateway's health check and routes, and serves the web page. */
  void gateway(Supplier<Condition> gateway, List<Route> answers) {
    checks.put("gateway", gateway);
    routes.addAll(answers);
    files = PAGE;
  }

  /**
   * Starts the server.
   *
   * @param usualPort if no port is configured; any free one if it is in use
   * @throws FailedException if it cannot listen on the configured address
   * @throws ConfigurationException if the token in the environment is malformed
   */
  public WebServer start(Http http, int usualPort) {
    Health health = new Health(checks);
    metrics.ready(health::ready);
    List<Route> all = new ArrayList<>(OperatorRoutes.of(health, metrics::scrape, this::info));
    all.addAll(routes);
    HttpMeters meters = new HttpMeters(metrics.registry());
    try {
      return WebServer.start(
          settings(http, usualPort, System.getenv(TOKEN)),
          all,
          files,
          (route, status, time) -> meters.request(route, status, time.toNanos()));
    } catch (ListenException e) {
      throw new FailedException(e.getMessage() + "; set http.port and http.host", e);
    }
  }

  static HttpSettings settings(Http http, int usualPort, @Nullable String environmentToken) {
    Integer port = http.port();
    return new HttpSettings(
        http.host(),
        port == null ? usualPort : port,
        port == null,
        token(http, environmentToken),
        http.origins(),
        http.connections());
  }

  private static @Nullable String token(Http http, @Nullable String environment) {
    if (http.token() != null || environment == null || environment.isEmpty()) {
      return http.token();
    }
    if (!Http.isToken(environment)) {
      throw new ConfigurationException(TOKEN + " must be " + Http.TOKEN_FORM);
    }
    return environment;
  }

  @Override
  public void close() {
    metrics.close();
  }
}
