package io.surtitle.gateway;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.metrics.GatewayMeters;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.RequestObserver;
import io.surtitle.web.Route;
import io.surtitle.web.WebServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** Captions of a stream, and a server that shows them. */
abstract class CaptionRoutesFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  static final String FRENCH = "/captions/game/fr";

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final GatewayMeters meters = new GatewayMeters(registry);
  private final GatewaySettings settings =
      new GatewaySettings(
          "captions.", "broadcast.audio", Duration.ofHours(1), 5_000, 3, PATIENCE, Map.of());
  final Transcripts transcripts =
      new Transcripts(settings, meters, () -> Instant.ofEpochMilli(Said.START + 1_000));
  final Viewers viewers = new Viewers(settings, meters);
  final WebServer server =
      WebServer.start(HttpSettings.local(0), routes(), "", RequestObserver.NONE);
  final Said said = new Said("game", "fr");

  private List<Route> routes() {
    return Stream.concat(
            new CaptionRoutes(transcripts, viewers, () -> true).routes().stream(),
            new FileRoutes(transcripts, () -> Instant.ofEpochMilli(Said.START + 20_000))
                .routes().stream())
        .toList();
  }

  @AfterEach
  void close() {
    viewers.close();
    server.close();
  }

  void hear(Said.Message message) {
    transcripts
        .add(message.caption(), message.id(), true)
        .ifPresent(transcript -> transcript.viewers().forEach(Viewer::wake));
  }

  HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.address().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
