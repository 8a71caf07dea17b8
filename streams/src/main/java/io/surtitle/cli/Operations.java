package io.surtitle.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.surtitle.bundle.Manifest;
import io.surtitle.cli.config.Http;
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

/** What one process tells over HTTP: its operators how it is, and others what it has for them. */
final class Operations implements AutoCloseable {
  /** The environment variable with the token, which then need not stand in a file. */
  static final String TOKEN = "SURTITLE_TOKEN";

  /** Directory of the class path with the viewers' page. */
  private static final String PAGE = "page";

  private final PrometheusMetrics metrics = new PrometheusMetrics();
  private final Map<String, Supplier<Condition>> checks = new TreeMap<>();
  private final Map<String, Object> info = new LinkedHashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private String files = "";

  Operations() {
    info.put("version", Main.Version.text());
    info.put("java", Runtime.version().toString());
    info.put("kafka", AppInfoParser.getVersion());
  }

  /** Where the process registers what it measures. */
  MeterRegistry registry() {
    return metrics.registry();
  }

  /** Takes note of the engine, which has to be up, and its model. */
  void engine(Supplier<Condition> engine, LoadedModel model) {
    checks.put("engine", engine);
    info.put("onnxruntime", OnnxRuntime.version());
    info.put("device", model.model().device());
    Manifest manifest = model.bundle().manifest();
    Map<String, Object> bundle = new LinkedHashMap<>();
    bundle.put("name", manifest.name());
    bundle.put("version", manifest.version());
    bundle.put("source", manifest.source());
    bundle.put("targets", manifest.targets());
    info.put("bundle", bundle);
  }

  /** Takes note of what else has to be so. */
  void checks(Map<String, Supplier<Condition>> more) {
    checks.putAll(more);
  }

  /** Takes note of one more part, which has to be up. */
  void check(String name, Supplier<Condition> part) {
    checks.put(name, part);
  }

  /** Takes note of the gateway, which has to be up, and of what it answers. */
  void gateway(Supplier<Condition> gateway, List<Route> answers) {
    checks.put("gateway", gateway);
    routes.addAll(answers);
    files = PAGE;
  }

  /**
   * Starts to answer.
   *
   * @param usualPort where none is configured; if it is taken, any
   * @throws FailedException if it cannot listen where it is told to
   * @throws UsageException if the environment's token is none
   */
  WebServer start(Http http, int usualPort) {
    Health health = new Health(checks);
    metrics.ready(health::ready);
    List<Route> all = new ArrayList<>(OperatorRoutes.of(health, metrics::scrape, () -> info));
    all.addAll(routes);
    HttpMeters meters = new HttpMeters(metrics.registry());
    try {
      return WebServer.start(
          settings(http, usualPort, System.getenv(TOKEN)),
          all,
          files,
          (route, status, time) -> meters.request(route, status, time.toNanos()));
    } catch (ListenException e) {
      throw new FailedException(e.getMessage() + "; choose with http.port and http.host", e);
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
      throw new UsageException(TOKEN + " must be " + Http.TOKEN_FORM);
    }
    return environment;
  }

  @Override
  public void close() {
    metrics.close();
  }
}
