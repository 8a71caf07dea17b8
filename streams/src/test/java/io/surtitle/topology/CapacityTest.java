package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.event.AudioSource;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.Pcm;
import io.surtitle.event.TextSource;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.detect.Detect;
import io.surtitle.task.detect.DetectSession;
import io.surtitle.task.detect.Detection;
import io.surtitle.task.detect.EventOutlet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class CapacityTest {
  private static final Bundle BUNDLE = Bundle.load(Installation.bundle());
  private static final List<String> LANGUAGES = BUNDLE.manifest().targets();
  private static final TopologySettings SETTINGS = TopologySettings.defaults();

  @Test
  void defaultsFit() {
    assertThatCode(() -> check(TextSource.USUAL_BYTES, 80, RecordLimits.usual()))
        .doesNotThrowAnyException();
  }

  @Test
  void inputsTooLargeToStoreAreRefused() {
    assertThatThrownBy(() -> check(600_000, 80, RecordLimits.usual()))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(
            "limits.recordBytes is 600000: an input may have 12\\d{5} bytes, but topic"
                + " app-pending-inputs-changelog takes at most 1048588; lower the setting, or"
                + " raise max.message.bytes of the topic");
  }

  /** Audio waits once, in its record; its topics are created so that they take it. */
  @Test
  void audioOfOneMebibyteFits() {
    Pipeline<Pcm> audio =
        Pipeline.audio(new AudioSource("broadcast.audio", 1 << 20), List.of(detector()));
    assertThatCode(() -> new Capacity("app", planned(audio)).check(SETTINGS, List.of(audio)))
        .doesNotThrowAnyException();
    assertThat(audio.topicSettings().get("max.message.bytes")).matches("111\\d{4}");
    assertThat(audio.mostEntry()).isBetween((1L << 20) + (64 << 10), 1_120_000L);
    assertThat(audio.topicSettings())
        .containsEntry("retention.ms", "10800000")
        .containsEntry("retention.bytes", "1073741824")
        .containsEntry("segment.bytes", "67108864");
    assertThat(audio.journalSettings()).doesNotContainKey("retention.ms");
  }

  @Test
  void sessionsTooLargeToStoreAreRefused() {
    assertThatThrownBy(() -> check(TextSource.USUAL_BYTES, 2000, RecordLimits.usual()))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(
            "utterance.maxTokens is 2000, with 3 captions.languages: a session may have \\d+"
                + " bytes, but topic app-sessions-changelog takes at most 1048588; .*");
  }

  @Test
  void captionsTooLargeToSendAreRefused() {
    RecordLimits limits = new RecordLimits(Map.of("captions.de", 5_000), RecordLimits.USUAL);

    assertThatThrownBy(() -> check(TextSource.USUAL_BYTES, 200, limits))
        .hasMessageContaining("a message may have")
        .hasMessageContaining("topic captions.de takes at most 5000");
  }

  @Test
  void deadLettersNeedRoomForTheirHeaders() {
    RecordLimits limits =
        new RecordLimits(Map.of("surtitle.dead-letters", 1_000), RecordLimits.USUAL);

    assertThatThrownBy(() -> check(TextSource.USUAL_BYTES, 80, limits))
        .hasMessageContaining("a dead letter may have 4096 bytes");
  }

  private static OperatorSpec<DetectSession, Pcm, Detection> detector() {
    Detect detect = new Detect(Bundle.load(Path.of("../models/tiny-detect")));
    return new OperatorSpec<>(
        "tiny-detect",
        table -> detect,
        Toy::engine,
        new EventOutlet("broadcast.events", detect, EngineMeters.none()),
        "the bundle");
  }

  private static RecordLimits planned(Pipeline<?> audio) {
    String most = audio.journalSettings().getOrDefault("max.message.bytes", "0");
    return new RecordLimits(
        Map.of("app-pending-audio-changelog", Integer.valueOf(most)), RecordLimits.USUAL);
  }

  private static void check(int recordBytes, int maxTokens, RecordLimits limits) {
    Translation translation =
        new Translation(OperatorSpec.FIRST, BUNDLE, Policy.waitK(3), 3, LANGUAGES, maxTokens);
    Pipeline<String> pipeline =
        Pipeline.text(
            new TextSource(Toy.TOPICS.text(), "en", recordBytes),
            List.of(
                translation.operator(
                    new CaptionTopics("captions."), Toy::engine, EngineMeters.none())));
    new Capacity("app", limits).check(SETTINGS, List.of(pipeline));
  }
}
