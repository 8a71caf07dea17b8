package io.surtitle.gateway;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.RequestObserver;
import io.surtitle.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway and its server. */
record RunningGateway(Gateway gateway, WebServer server) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  static RunningGateway start(Map<String, String> kafka) {
    Gateway gateway =
        Gateway.start(
            GatewaySettings.defaults("captions.", "broadcast.audio"),
            kafka,
            new SimpleMeterRegistry(),
            failure -> {});
    return new RunningGateway(
        gateway,
        WebServer.start(HttpSettings.local(0), gateway.routes(), "", RequestObserver.NONE));
  }

  URI address() {
    return server.address();
  }

  void awaitFrench() {
    await().atMost(PATIENCE).until(() -> get("/streams").contains("\"fr\""));
  }

  String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(address().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Adds the texts of final captions to a list and counts them as they arrive. */
  void watch(HttpClient client, String path, List<String> texts, AtomicInteger finals) {
    HttpRequest request = HttpRequest.newBuilder(address().resolve(path)).build();
    var unused =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.fromLineSubscriber(
                new Lines(
                    line -> {
                      if (line.contains("\"status\":\"final\"")) {
                        texts.add(new EventReader.Event(null, "caption", line).text());
                        finals.incrementAndGet();
                      }
                    })));
  }

  void stop() {
    gateway.close();
    server.close();
  }
}
