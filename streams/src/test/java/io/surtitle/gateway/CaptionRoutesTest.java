package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionRoutesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String FRENCH = "/captions/game/fr";
  private static final long LARGEST_PTS = 999_999_999_999_999_999L;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final GatewayMeters meters = new GatewayMeters(registry);
  private final GatewaySettings settings =
      new GatewaySettings("captions.", Duration.ofHours(1), 5_000, 3, PATIENCE, Map.of());
  private final Transcripts transcripts =
      new Transcripts(settings, meters, () -> Instant.ofEpochMilli(Said.START + 1_000));
  private final Viewers viewers = new Viewers(settings, meters);
  private final WebServer server =
      WebServer.start(HttpSettings.local(0), routes(), "", RequestObserver.NONE);
  private final Said said = new Said("game", "fr");

  private List<Route> routes() {
    return Stream.concat(
            new CaptionRoutes(transcripts, viewers).routes().stream(),
            new FileRoutes(transcripts, () -> Instant.ofEpochMilli(Said.START + 20_000))
                .routes().stream())
        .toList();
  }

  @AfterEach
  void close() {
    viewers.close();
    server.close();
  }

  @Test
  void captionsComeAsTheyAreMade() throws Exception {
    hear(said.last("Un."));
    hear(said.partial("De"));

    try (EventReader viewer = EventReader.of(server.address(), FRENCH)) {
      await().until(() -> viewer.texts().equals(List.of("De")));
      hear(said.last("Deux."));
      await().until(() -> viewer.texts().equals(List.of("De", "Deux.")));
      hear(said.last("Trois."));
      await().until(() -> viewer.texts().equals(List.of("De", "Deux.", "Trois.")));
      assertThat(viewer.events()).extracting(EventReader.Event::type).containsOnly("caption");
    }
  }

  @Test
  void resumesAfterTheLastEvent() throws Exception {
    hear(said.last("Un."));
    hear(said.last("Deux."));
    String seen;
    try (EventReader viewer = EventReader.of(server.address(), FRENCH + "?history=5")) {
      await().until(() -> viewer.texts().size() == 2);
      seen = viewer.lastId();
    }
    hear(said.last("Trois."));
    hear(said.partial("Qua"));

    try (EventReader viewer = EventReader.after(server.address(), FRENCH, seen)) {
      await().until(() -> viewer.texts().equals(List.of("Trois.", "Qua")));
    }
    try (EventReader viewer =
        EventReader.of(server.address(), FRENCH + "?history=9&lastEventId=" + seen)) {
      await().until(() -> viewer.texts().equals(List.of("Trois.", "Qua")));
    }
  }

  @Test
  void saysSoWhereCaptionsAfterTheLastEventAreNoLongerKept() throws Exception {
    Said.Message first = said.last("first");
    hear(first);
    for (int i = 0; i < 6_000; i++) {
      hear(said.last(i + "."));
    }

    try (EventReader viewer = EventReader.after(server.address(), FRENCH, first.id().toString())) {
      await().until(() -> viewer.texts().contains("5999."));

      assertThat(viewer.events().get(0).type()).isEqualTo("gap");
      assertThat(viewer.texts()).hasSizeBetween(5_000, 5_700).doesNotContain("0.");
    }
  }

  @Test
  void whoeverKnowsIdsOfATopicThatWasMadeAnewBeginsAnew() throws Exception {
    hear(said.last("Un."));
    hear(said.last("Deux."));
    Said anew = new Said("game", "fr").recreated().pause(60_000);
    try (EventReader viewer = EventReader.of(server.address(), FRENCH + "?history=5")) {
      await().until(() -> viewer.texts().size() == 2);
      String seen = viewer.lastId();
      hear(anew.last("Trois."));
      hear(anew.partial("Qua"));

      await().until(() -> viewer.texts().equals(List.of("Un.", "Deux.", "Trois.", "Qua")));
      assertThat(viewer.events().get(2).type()).isEqualTo("anew");
      try (EventReader again = EventReader.after(server.address(), FRENCH + "?history=5", seen)) {
        await().until(() -> again.texts().equals(List.of("Trois.", "Qua")));
        assertThat(again.events().get(0).type()).isEqualTo("anew");
      }
    }
  }

  @Test
  void aSlowViewerIsDroppedAndGoesOnWhereItWas() throws Exception {
    String text = "x".repeat(5_000);
    hear(said.last(text));
    try (EventReader slow = new EventReader(server.address(), FRENCH + "?history=1", null, 4_096)) {
      for (int i = 0; i < 1_000; i++) {
        hear(said.last(text + i));
      }
      await().until(() -> drops("slow") == 1);

      slow.reading();
      await().until(() -> slow.events().stream().anyMatch(each -> each.type().equals("closed")));
      List<String> before = slow.texts();
      assertThat(before).hasSizeLessThan(1_001);
      assertThat(slow.events().stream().filter(each -> each.type().equals("end")))
          .extracting(EventReader.Event::data)
          .containsExactly("{\"reason\":\"slow\"}");
      try (EventReader again = EventReader.after(server.address(), FRENCH, slow.lastId())) {
        await().until(() -> before.size() + again.texts().size() == 1_001);
        assertThat(again.texts().stream().noneMatch(before::contains)).isTrue();
      }
    }
  }

  @Test
  void noMoreViewersThanAllowed() throws Exception {
    hear(said.last("Un."));
    try (EventReader one = EventReader.of(server.address(), FRENCH);
        EventReader two = EventReader.of(server.address(), FRENCH);
        EventReader three = EventReader.of(server.address(), FRENCH)) {
      HttpResponse<String> fourth = get(FRENCH);

      assertThat(fourth.statusCode()).isEqualTo(503);
      assertThat(fourth.body()).contains("there are 3 viewers");
      assertThat(drops("full")).isEqualTo(1);
      assertThat(List.of(one.events(), two.events(), three.events())).containsOnly(List.of());
    }
    await()
        .untilAsserted(
            () -> {
              hear(said.last("Who is gone is noticed when something is sent."));
              assertThat(get("/streams").body()).contains("\"viewers\":0");
            });
  }

  @Test
  void whoeverWatchesIsToldThatTheGatewayStops() throws Exception {
    hear(said.last("Un."));
    try (EventReader viewer = EventReader.of(server.address(), FRENCH)) {
      await().until(() -> registry.get("surtitle.viewers").gauge().value() == 1);

      viewers.close();

      await().until(() -> viewer.events().size() == 2);
      assertThat(viewer.events().get(0).data()).isEqualTo("{\"reason\":\"shutdown\"}");
    }
  }

  @Test
  void listsStreams() throws Exception {
    hear(said.last("Un."));
    hear(new Said("game", "de").last("Eins."));
    Said.Message old = new Said("old", "de").pause(-120_000).last("Eins.");
    transcripts.add(old.caption(), old.id(), false);

    assertThat(get("/streams").body())
        .isEqualTo(
            "{\"streams\":[{\"stream\":\"game\",\"languages\":[\"de\",\"fr\"],\"live\":true,"
                + "\"lagMs\":900,\"viewers\":0},{\"stream\":\"old\",\"languages\":[\"de\"],"
                + "\"live\":false,\"lagMs\":null,\"viewers\":0}]}");
  }

  @Test
  void filesOfFinalCaptions() throws Exception {
    hear(said.last("Un & deux.", 1_000, 3_000));
    hear(said.pause(10_000).partial("Trois"));

    assertThat(get(FRENCH + ".vtt").body())
        .isEqualTo("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nUn &amp; deux.\n\n");
    assertThat(get(FRENCH + ".srt").body())
        .isEqualTo("1\r\n00:00:01,000 --> 00:00:03,000\r\nUn & deux.\r\n\r\n");
    assertThat(get(FRENCH + ".ttml").body()).contains("xml:lang=\"fr\"", "Un &amp; deux.");
    assertThat(get("/hls/game/fr/index.m3u8").body()).startsWith("#EXTM3U\n");
    assertThat(get("/hls/game/fr/7.vtt").statusCode()).isEqualTo(404);
    assertThat(type(FRENCH + ".vtt")).isEqualTo("text/vtt; charset=utf-8");
    assertThat(type(FRENCH + ".ttml")).isEqualTo("application/ttml+xml; charset=utf-8");
    assertThat(type("/hls/game/fr/index.m3u8")).isEqualTo("application/vnd.apple.mpegurl");
  }

  @Test
  void anEmptyIdIsThatOfNoEvent() throws Exception {
    hear(said.last("Un."));

    try (EventReader viewer = EventReader.after(server.address(), FRENCH + "?history=5", "")) {
      await().until(() -> viewer.texts().equals(List.of("Un.")));
    }
    try (EventReader viewer =
        EventReader.of(server.address(), FRENCH + "?history=5&lastEventId=")) {
      await().until(() -> viewer.texts().equals(List.of("Un.")));
    }
  }

  @Test
  void theCaseOfALanguageTagMeansNothing() throws Exception {
    hear(said.last("Un.", 1_000, 3_000));
    hear(new Said("game", "pt-BR").last("Um.", 1_000, 3_000));

    assertThat(get("/captions/game/FR.vtt").body()).contains("Un.");
    assertThat(get("/captions/game/pt-br.srt").body()).contains("Um.");
    assertThat(get("/captions/game/PT-br.ttml").body()).contains("xml:lang=\"pt-BR\"", "Um.");
    assertThat(get("/hls/game/Fr/index.m3u8").statusCode()).isEqualTo(200);
    assertThat(get("/streams").body()).contains("\"languages\":[\"fr\",\"pt-BR\"]");
    try (EventReader viewer = EventReader.of(server.address(), "/captions/game/pt-br?history=1")) {
      await().until(() -> viewer.texts().equals(List.of("Um.")));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 95_443_000, 1_795_694_602_318L, 1_795_694_602_315_803L, LARGEST_PTS})
  void whatAPlaylistListsIsThereWhateverThePts(long pts) throws Exception {
    hear(said.last("Un.", pts, pts));

    List<String> segments =
        get("/hls/game/fr/index.m3u8")
            .body()
            .lines()
            .filter(line -> line.endsWith(".vtt"))
            .map(name -> send("/hls/game/fr/" + name))
            .map(HttpResponse::body)
            .toList();

    assertThat(segments).hasSizeGreaterThan(1).allMatch(each -> each.startsWith("WEBVTT\nX-TIME"));
    assertThat(segments.get(0)).contains(" --> ", "\nUn.\n");
  }

  private HttpResponse<String> send(String path) {
    try {
      return get(path);
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  @Test
  void oldOrOddTimesOfRecordsHideNothing() throws Exception {
    long now = Said.START + 1_000;
    for (long timestamp : List.of(now - 7L * 3_600_000, now / 1_000, 0L, now * 1_000)) {
      Said other = new Said("at-" + timestamp, "fr");
      hear(other.last("Un.").at(timestamp));
      hear(other.last("Deux.").at(timestamp));
    }
    transcripts.tidy();

    for (long timestamp : List.of(now - 7L * 3_600_000, now / 1_000, 0L, now * 1_000)) {
      assertThat(get("/captions/at-" + timestamp + "/fr.vtt").body()).contains("Un.", "Deux.");
    }
  }

  @Test
  void refusalsSayWhatWasWrong() throws Exception {
    hear(said.last("Un."));

    assertThat(get("/captions/other/fr").body()).contains("no captions of a stream 'other' yet");
    assertThat(get("/captions/game/xx").body()).contains("has no captions in 'xx', only in fr");
    assertThat(get(FRENCH + "?mode=fast").body()).contains("mode is live or steady");
    assertThat(get(FRENCH + "?history=-1").statusCode()).isEqualTo(400);
    assertThat(get(FRENCH + "?lastEventId=x").statusCode()).isEqualTo(400);
    assertThat(get("/captions/%3Cscript%3E/fr").statusCode()).isEqualTo(404);
  }

  private void hear(Said.Message message) {
    transcripts
        .add(message.caption(), message.id(), true)
        .ifPresent(transcript -> transcript.viewers().forEach(Viewer::wake));
  }

  private double drops(String reason) {
    return registry.get("surtitle.viewer.drops").tag("reason", reason).counter().count();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.address().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private String type(String path) throws Exception {
    return get(path).headers().firstValue("content-type").orElse("");
  }
}
