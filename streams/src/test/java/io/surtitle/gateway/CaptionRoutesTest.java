package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Captions in the form that viewers get, and the list of streams. */
class CaptionRoutesTest extends CaptionRoutesFixture {
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
  void aGapIsReportedIfCaptionsAfterTheLastEventWereDiscarded() throws Exception {
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
  void aViewerWithIdsFromBeforeARecreationStartsOver() throws Exception {
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
  void aSlowViewerIsDroppedAndContinuesWhereItWas() throws Exception {
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
  void theNumberOfViewersIsLimited() throws Exception {
    hear(said.last("Un."));
    try (EventReader one = EventReader.of(server.address(), FRENCH);
        EventReader two = EventReader.of(server.address(), FRENCH);
        EventReader three = EventReader.of(server.address(), FRENCH)) {
      HttpResponse<String> fourth = get(FRENCH);

      assertThat(fourth.statusCode()).isEqualTo(503);
      assertThat(fourth.body()).contains("limit of 3 viewers");
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
  void viewersAreToldThatTheGatewayStops() throws Exception {
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
                + "\"live\":false,\"lagMs\":null,\"viewers\":0}],\"sound\":true}");
  }

  @Test
  void anEmptyIdStandsForNoEvent() throws Exception {
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
  void refusalsNameTheMistake() throws Exception {
    hear(said.last("Un."));

    assertThat(get("/captions/other/fr").body()).contains("no captions of stream 'other' yet");
    assertThat(get("/captions/game/xx").body()).contains("has no captions in 'xx', only in fr");
    assertThat(get(FRENCH + "?mode=fast").body()).contains("mode must be live or steady");
    assertThat(get(FRENCH + "?history=-1").statusCode()).isEqualTo(400);
    assertThat(get(FRENCH + "?lastEventId=x").statusCode()).isEqualTo(400);
    assertThat(get("/captions/%3Cscript%3E/fr").statusCode()).isEqualTo(404);
  }

  private double drops(String reason) {
    return registry.get("surtitle.viewer.drops").tag("reason", reason).counter().count();
  }
}
