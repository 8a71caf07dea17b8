package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captions as files and playlists, with any times and tags. */
class CaptionFilesTest extends CaptionRoutesFixture {
  private static final long LARGEST_PTS = 999_999_999_999_999_999L;

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
  void theCaseOfALanguageTagIsIgnored() throws Exception {
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
  void listedSegmentsAreServedForAnyPts(long pts) throws Exception {
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
  void recordsWithOldOrOddTimestampsAreShown() throws Exception {
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

  private String type(String path) throws Exception {
    return get(path).headers().firstValue("content-type").orElse("");
  }
}
