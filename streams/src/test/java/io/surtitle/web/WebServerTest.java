package io.surtitle.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.web.Health.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebServerTest {
  private static final String TOKEN = "open sesame";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConcurrentLinkedQueue<String> observed = new ConcurrentLinkedQueue<>();
  private Condition engine = new Condition(true, "RUNNING");
  private WebServer server = start(null, List.of());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void healthDependsOnTheParts() throws Exception {
    HttpResponse<String> live = get("/health/live");
    HttpResponse<String> ready = get("/health/ready");
    engine = new Condition(false, "REBALANCING");
    HttpResponse<String> unready = get("/health/ready");

    assertThat(live.body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"status\":\"UP\"", "\"engine\":\"RUNNING\"");
    assertThat(unready.statusCode()).isEqualTo(503);
    assertThat(unready.body()).contains("\"status\":\"DOWN\"", "\"engine\":\"REBALANCING\"");
  }

  @Test
  void metricsAndInfoAreServed() throws Exception {
    assertThat(get("/metrics").body()).isEqualTo("up 1\n");
    assertThat(get("/metrics").headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(get("/info").body()).isEqualTo("{\"version\":\"1\"}");
  }

  @Test
  void everyAnswerHasTheSecurityHeaders() throws Exception {
    for (String path : List.of("/health/live", "/nothing", "/index.html")) {
      assertThat(get(path).headers().map())
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsKey("content-security-policy")
          .doesNotContainKey("server");
      assertThat(get(path).headers().firstValue("content-security-policy").orElse(""))
          .startsWith("default-src 'none'; script-src 'self';")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void errorsAreProblemDetails() throws Exception {
    HttpResponse<String> missing = get("/nothing");
    HttpResponse<String> wrong = send(request("/metrics").DELETE());
    HttpResponse<String> broken = get("/broken");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(missing.body()).contains("\"detail\":\"there is nothing at /nothing\"");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("allow")).hasValue("GET, HEAD");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret cause");
  }

  @Test
  void filesAreServedWhereNoRouteMatches() throws Exception {
    assertThat(get("/index.html").body()).startsWith("<!doctype html>");
    assertThat(get("/").statusCode()).isEqualTo(200);
    assertThat(get("/../logback.xml").statusCode()).isIn(400, 404);
    assertThat(get("/%2e%2e/logback.xml").statusCode()).isIn(400, 404);
  }

  @Test
  void aTokenIsNeededButForHealthAndFiles() throws Exception {
    restart(TOKEN, List.of());

    assertThat(get("/metrics").statusCode()).isEqualTo(401);
    assertThat(get("/metrics").headers().firstValue("www-authenticate")).hasValue("Bearer");
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/index.html").statusCode()).isEqualTo(200);
    assertThat(send(request("/metrics").header("Authorization", "Bearer wrong")).statusCode())
        .isEqualTo(401);
    assertThat(send(request("/metrics").header("Authorization", "Bearer " + TOKEN)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aBrowserGetsTheTokenAsACookie() throws Exception {
    restart(TOKEN, List.of());
    HttpRequest.BodyPublisher empty = HttpRequest.BodyPublishers.noBody();

    HttpResponse<String> wrong =
        send(request("/login").header("Authorization", "Bearer no").POST(empty));
    HttpResponse<String> login =
        send(request("/login").header("Authorization", "Bearer " + TOKEN).POST(empty));
    String cookie = login.headers().firstValue("set-cookie").orElse("");

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(login.statusCode()).isEqualTo(204);
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    String value = cookie.substring(0, cookie.indexOf(';'));
    assertThat(send(request("/metrics").header("Cookie", value)).statusCode()).isEqualTo(200);
  }

  @Test
  void pagesElsewhereMayReadOnlyIfTheirOriginIsListed() throws Exception {
    HttpResponse<String> closed = send(request("/metrics").header("Origin", "https://example.org"));
    restart(null, List.of("https://example.org"));
    HttpResponse<String> listed = send(request("/metrics").header("Origin", "https://example.org"));
    HttpResponse<String> other =
        send(request("/metrics").header("Origin", "https://example.org.evil.net"));

    assertThat(closed.headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThat(listed.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://example.org");
    assertThat(other.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void largeRequestsAreRefused() throws Exception {
    HttpResponse<String> headers = send(request("/metrics").header("X-Long", "x".repeat(9_000)));
    HttpResponse<String> body =
        send(request("/login").POST(HttpRequest.BodyPublishers.ofString("x".repeat(5_000))));

    assertThat(headers.statusCode()).isEqualTo(431);
    assertThat(body.statusCode()).isEqualTo(413);
  }

  @Test
  void requestsAreObservedByRoute() throws Exception {
    get("/info");
    get("/nothing");

    assertThat(observed).contains("info 200", "file 404");
  }

  @Test
  void aPortThatIsTakenIsRefusedOrAnotherTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpSettings exact = settings(taken.getLocalPort(), false);
      HttpSettings any = settings(taken.getLocalPort(), true);

      assertThatThrownBy(() -> WebServer.start(exact, List.of(), "", RequestObserver.NONE))
          .isInstanceOf(ListenException.class)
          .hasMessageContaining("cannot listen on port " + taken.getLocalPort());
      try (WebServer other = WebServer.start(any, List.of(), "", RequestObserver.NONE)) {
        assertThat(other.address().getPort()).isNotEqualTo(taken.getLocalPort());
      }
    }
  }

  private static HttpSettings settings(int port, boolean orAnother) {
    return new HttpSettings("127.0.0.1", port, orAnother, null, List.of(), 100);
  }

  private void restart(@Nullable String token, List<String> origins) {
    server.close();
    server = start(token, origins);
  }

  private WebServer start(@Nullable String token, List<String> origins) {
    Health health = new Health(Map.of("engine", () -> engine));
    List<Route> routes =
        new ArrayList<>(OperatorRoutes.of(health, () -> "up 1\n", () -> Map.of("version", "1")));
    routes.add(
        Route.of(
            "broken",
            "/broken",
            exchange -> {
              throw new IllegalStateException("secret cause");
            }));
    return WebServer.start(
        new HttpSettings("127.0.0.1", 0, false, token, origins, 100),
        routes,
        "page",
        (route, status, time) -> observed.add(route + " " + status));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
