package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption;
import io.surtitle.subtitle.Mask;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final int ALL = Integer.MAX_VALUE;

  private final Said said = new Said("game", "fr");
  private final Transcript transcript = new Transcript("fr", 8, null, Said.START, count -> {});

  @Test
  void captionsAfterAnId() {
    said.last("Un.").into(transcript);
    Said.Message second = said.last("Deux.");
    second.into(transcript);
    said.partial("Tr").into(transcript);

    assertThat(texts(transcript.after(EventId.NONE, Mode.LIVE, ALL)))
        .containsExactly("Un.", "Deux.", "Tr");
    assertThat(texts(transcript.after(second.id(), Mode.LIVE, ALL))).containsExactly("Tr");
  }

  @Test
  void onlyTheNewestRevisionOfAnOpenCaptionIsKept() {
    said.partial("Un").into(transcript);
    said.partial("Un pas").into(transcript);

    List<Entry> entries = transcript.after(EventId.NONE, Mode.LIVE, ALL);

    assertThat(texts(entries)).containsExactly("Un pas");
  }

  @Test
  void noMoreBytesThanRequested() {
    said.last("Un.").into(transcript);
    said.last("Deux.").into(transcript);

    assertThat(texts(transcript.after(EventId.NONE, Mode.LIVE, 1))).containsExactly("Un.");
  }

  @Test
  void aRepetitionIsRecognised() {
    Said.Message first = said.partial("Un");
    Said.Message second = said.last("Un pas.");
    first.into(transcript);
    second.into(transcript);

    assertThat(first.into(transcript)).isEqualTo(Transcript.Taken.REPEATED);
    assertThat(second.into(transcript)).isEqualTo(Transcript.Taken.REPEATED);
    assertThat(texts(transcript.after(EventId.NONE, Mode.LIVE, ALL))).containsExactly("Un pas.");
  }

  @Test
  void aRecreatedSourceTopicIsNotARepetition() {
    said.last("Un.").into(transcript);
    said.last("Deux.").into(transcript);
    Said anew = new Said("game", "fr").pause(60_000);

    assertThat(anew.last("Trois.").into(transcript)).isEqualTo(Transcript.Taken.NEW);
  }

  @Test
  void aCaptionTopicThatWasRecreatedContradictsItsOldIds() {
    Said.Message one = said.last("Un.");
    Said.Message two = said.last("Deux.");
    one.into(transcript);
    two.into(transcript);
    assertThat(transcript.beganAfter(one.id())).isFalse();
    assertThat(transcript.beganAfter(two.id())).isFalse();
    Said.Message three = said.recreated().last("Trois.");

    three.into(transcript);

    assertThat(transcript.beganAfter(one.id())).as("an id that occurs twice").isTrue();
    assertThat(transcript.beganAfter(two.id())).as("an id beyond the end").isTrue();
    assertThat(transcript.beganAfter(three.id())).isFalse();
    assertThat(texts(transcript.after(EventId.NONE, Mode.LIVE, ALL))).containsExactly("Trois.");
  }

  @Test
  void aStreamThatMovedToAnotherPartitionKeepsItsHistory() {
    said.pause(1_000).last("Un.").into(transcript);
    Said.Message two = said.last("Deux.");
    two.into(transcript);
    Said.Message three = said.move().last("Trois.");
    three.into(transcript);
    said.last("Quatre.").into(transcript);

    assertThat(texts(transcript.after(EventId.NONE, Mode.LIVE, ALL)))
        .containsExactly("Un.", "Deux.", "Trois.", "Quatre.");
    assertThat(texts(transcript.after(two.id(), Mode.LIVE, ALL)))
        .containsExactly("Trois.", "Quatre.");
    assertThat(texts(transcript.after(three.id(), Mode.LIVE, ALL))).containsExactly("Quatre.");
    assertThat(transcript.beganAfter(two.id())).isFalse();
    assertThat(transcript.forgot(two.id())).isFalse();
  }

  @Test
  void idsOfEarlierVersionsAreRead() {
    said.last("Un.").into(transcript);
    Said.Message two = said.last("Deux.");
    two.into(transcript);
    said.last("Trois.").into(transcript);
    EventId old = EventId.parse(two.id().offset() + "-" + two.timestamp()).orElseThrow();

    assertThat(texts(transcript.after(old, Mode.LIVE, ALL))).endsWith("Trois.").hasSizeLessThan(3);
    assertThat(EventId.parse(two.id().toString())).contains(two.id());
    assertThat(EventId.parse("1-2-3")).isEmpty();
  }

  @Test
  void anIdNotYetReadHereContradictsNothing() {
    said.last("Un.").into(transcript);
    Said.Message ahead = said.partial("Deux");

    assertThat(transcript.beganAfter(ahead.id())).isFalse();
    assertThat(transcript.after(ahead.id(), Mode.LIVE, ALL)).isEmpty();
  }

  @Test
  void aRevisionThatDoesNotExtendThePreviousOneIsDetected() {
    said.partial("Un pas").into(transcript);

    assertThat(said.last("Deux").into(transcript)).isEqualTo(Transcript.Taken.REWRITTEN);
  }

  @Test
  void steadyViewersGetWholePhrasesOnce() {
    said.partial("Un pas,").into(transcript);
    assertThat(transcript.after(EventId.NONE, Mode.STEADY, ALL)).isEmpty();
    said.partial("Un pas, et").into(transcript);
    EventId seen = transcript.after(EventId.NONE, Mode.STEADY, ALL).get(0).id(Mode.STEADY);

    said.partial("Un pas, et un autre").into(transcript);

    assertThat(event(transcript.after(EventId.NONE, Mode.STEADY, ALL), Mode.STEADY))
        .startsWith("id: " + seen + "\n")
        .contains("\"text\":\"Un pas,\"");
    assertThat(transcript.after(seen, Mode.STEADY, ALL)).isEmpty();
    said.last("Un pas, et un autre.").into(transcript);
    assertThat(event(transcript.after(seen, Mode.STEADY, ALL), Mode.STEADY))
        .contains("\"text\":\"Un pas, et un autre.\"");
  }

  @Test
  void historyIsCountedInFinalCaptions() {
    for (String text : List.of("Un.", "Deux.", "Trois.")) {
      said.last(text).into(transcript);
    }
    said.partial("Qua").into(transcript);

    assertThat(texts(transcript.after(transcript.before(0), Mode.LIVE, ALL)))
        .containsExactly("Qua");
    assertThat(texts(transcript.after(transcript.before(2), Mode.LIVE, ALL)))
        .containsExactly("Deux.", "Trois.", "Qua");
    assertThat(texts(transcript.after(transcript.before(9), Mode.LIVE, ALL))).hasSize(4);
  }

  @Test
  void theOldestCaptionsAreDiscardedAndTheGapIsKnown() {
    Said.Message first = said.last("0.");
    first.into(transcript);
    for (int i = 1; i < 30; i++) {
      said.last(i + ".").into(transcript);
    }

    List<String> kept = texts(transcript.after(EventId.NONE, Mode.LIVE, ALL));

    assertThat(kept).hasSizeBetween(8, 9).endsWith("29.");
    assertThat(transcript.forgot(first.id())).isTrue();
    assertThat(transcript.forgot(transcript.before(3))).isFalse();
  }

  @Test
  void captionsFromBeforeTheHistoryMayBeMissing() {
    said.last("Un.").into(transcript);
    EventId old = new EventId(1, Said.START - 1, 0, 1);

    assertThat(transcript.forgot(old)).isTrue();
    assertThat(transcript.forgot(transcript.before(9))).isFalse();
  }

  @Test
  void masksHideWordsBeforeAnyoneSeesThem() {
    Transcript masked =
        new Transcript("en", 8, Mask.of(List.of("darn"), Locale.ENGLISH), 0, count -> {});
    said.partial("Oh da").into(masked);
    said.partial("Oh darn it").into(masked);

    String event = event(masked.after(EventId.NONE, Mode.LIVE, ALL), Mode.LIVE);

    assertThat(event).contains("\"text\":\"Oh d*** it\"").doesNotContain("darn");
  }

  @Test
  void viewersAreToldTheQualityOfTheModel() {
    Transcript masked =
        new Transcript("fr", 8, Mask.of(List.of("zut"), Locale.FRENCH), 0, count -> {});
    said.preview(22.5).last("Un. Zut.").into(masked);
    List<Entry> entries = masked.after(EventId.NONE, Mode.LIVE, ALL);

    for (Mode mode : Mode.values()) {
      assertThat(event(entries, mode)).contains("\"chrf\":22.5,\"preview\":true");
    }
  }

  private static List<String> texts(List<Entry> entries) {
    return entries.stream().map(Entry::caption).map(Caption::text).toList();
  }

  private static String event(List<Entry> entries, Mode mode) {
    return new String(entries.get(0).event(mode), UTF_8);
  }
}
