package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.broker.EmbeddedBroker;
import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.StreamEvent;
import io.surtitle.event.StreamEvent.Phase;
import io.surtitle.task.detect.Sounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Two translation bundles and a detector in one application, and then others. */
class SeveralOperatorsIT {
  private static final Path DETECTOR = Path.of("../models/tiny-detect").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path directory;
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final Traffic traffic = new Traffic(broker.bootstrapServers());
  private Path italian;
  private Path japanese;

  @BeforeEach
  void makeBundles() {
    italian = bundle("italian", "it", "pt-BR", "ro");
    japanese = bundle("japanese", "ja");
  }

  @AfterEach
  void close() {
    traffic.close();
    broker.close();
  }

  @SuppressWarnings("try") // an engine that only has to run
  @Test
  void operatorsComeAndGoWhileTheOthersGoOn() throws Exception {
    try (Running engine =
        start(
            "live-translate: " + ToyBundle.directory(),
            "pack: " + italian,
            "tiny-detect: " + DETECTOR)) {
      traffic.say("The Badgers lead by three. It's a");
      traffic.sound(Sounds.join(Sounds.silence(500), Sounds.voice(800, 150), Sounds.silence(700)));
      awaitSources("The Badgers lead by three.", "It's a", "fr", "de", "es", "it", "pt-BR", "ro");
      await().atMost(PATIENCE).until(() -> traffic.events().size() == 2);

      bundlesAreToldApart(engine);
    }
    everyOperatorHasItsOwn();

    traffic.say("close");
    try (Running engine = start("live-translate: " + ToyBundle.directory(), "new: " + japanese)) {
      traffic.say("game.");
      assertThat(engine.get("/info")).contains("japanese");
      awaitSources("The Badgers lead by three.", "It's a close game.", "fr", "de", "es");
      await().atMost(PATIENCE).until(() -> sources("ja").equals(List.of("close game.")));
    }
    assertThat(sources("it")).containsExactly("The Badgers lead by three.", "It's a");

    try (Running engine = start("pack: " + italian, "new: " + japanese)) {
      traffic.say("What a shot!");
      assertThat(engine.get("/info")).contains("japanese");
      await()
          .atMost(PATIENCE)
          .until(() -> sources("ja").equals(List.of("close game.", "What a shot!")));
      await().atMost(PATIENCE).until(() -> sources("it").size() == 2 && finals("it").size() == 2);
    }
    assertThat(sources("it"))
        .as("what was said in its absence is not heard")
        .containsExactly("The Badgers lead by three.", "It's a What a shot!");
    assertThat(sources("fr")).containsExactly("The Badgers lead by three.", "It's a close game.");
    nothingIsSaidTwice();
  }

  private void nothingIsSaidTwice() {
    assertThat(traffic.captions())
        .extracting(each -> each.id() + " " + each.revision())
        .doesNotHaveDuplicates();
    assertThat(traffic.left("surtitle-pending-inputs-changelog")).isEmpty();
  }

  private void everyOperatorHasItsOwn() {
    assertThat(traffic.events())
        .extracting(StreamEvent::phase)
        .containsExactly(Phase.BEGINS, Phase.ENDS);
    assertThat(models())
        .isEqualTo(
            Map.of(
                "fr", "toy", "de", "toy", "es", "toy", "it", "italian", "pt-BR", "italian", "ro",
                "italian"));
    assertThat(traffic.changelogs())
        .containsExactlyInAnyOrder(
            "surtitle-pending-inputs-changelog",
            "surtitle-pending-audio-changelog",
            "surtitle-sessions-changelog",
            "surtitle-sessions-pack-changelog",
            "surtitle-sessions-tiny-detect-changelog");
    assertThat(traffic.timesStored("surtitle-pending-inputs-changelog"))
        .allMatch(times -> times <= 1);
    assertThat(traffic.left("surtitle-pending-inputs-changelog")).isEmpty();
    assertThat(traffic.left("surtitle-pending-audio-changelog")).isEmpty();
  }

  private void bundlesAreToldApart(Running engine) throws Exception {
    List<String> told = new ArrayList<>();
    JsonNode info = JsonMapper.shared().readTree(engine.get("/info"));
    for (JsonNode each : info.path("bundles")) {
      told.add(
          String.join(
              " ",
              each.path("operator").asString(),
              each.path("name").asString(),
              each.path("version").asString(),
              each.path("fingerprint").asString()));
    }
    assertThat(told)
        .containsExactly(
            "live-translate toy 0.1.0 " + fingerprint(ToyBundle.directory()),
            "pack italian 0.1.0 " + fingerprint(italian),
            "tiny-detect tiny-detect "
                + Bundle.load(DETECTOR).manifest().version()
                + " "
                + fingerprint(DETECTOR));
    assertThat(told)
        .extracting(line -> line.substring(line.lastIndexOf(' ')))
        .doesNotHaveDuplicates();
    assertThat(
            engine.get("/metrics").lines().filter(line -> line.startsWith("surtitle_bundle_info{")))
        .hasSize(3)
        .allMatch(line -> line.contains("device=\"cpu\""))
        .anyMatch(
            line -> line.contains("operator=\"live-translate\"") && line.contains("name=\"toy\""))
        .anyMatch(line -> line.contains("operator=\"pack\"") && line.contains("name=\"italian\""))
        .anyMatch(line -> line.contains("operator=\"tiny-detect\""));
  }

  private static String fingerprint(Path bundle) {
    return "%016x".formatted(Bundle.load(bundle).fingerprint());
  }

  private Running start(String... bundles) throws IOException {
    StringBuilder list = new StringBuilder();
    for (String each : bundles) {
      int colon = each.indexOf(": ");
      list.append(
          "    - {id: %s, directory: %s}%n"
              .formatted(each.substring(0, colon), each.substring(colon + 2)));
    }
    return Running.of(
        Files.writeString(
            directory.resolve("surtitle.yaml"),
            """
            kafka:
              bootstrap.servers: %s
            topics:
              partitions: 1
            model:
              bundles:
            %sutterance:
              silence: 1h
            streams:
              stateDirectory: state
            """
                .formatted(broker.bootstrapServers(), list)));
  }

  private Path bundle(String name, String... languages) {
    Path copy = ToyBundle.copyTo(directory.resolve(name));
    ToyBundle.editManifest(
        copy,
        manifest -> {
          ArrayNode targets = manifest.put("name", name).putArray("targets");
          List.of(languages).forEach(targets::add);
        });
    return copy;
  }

  private void awaitSources(String first, String second, String... languages) {
    for (String each : languages) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(sources(each)).containsExactly(first, second));
    }
  }

  /** The newest source of each utterance in a language, in order. */
  private List<String> sources(String language) {
    return newest(language).values().stream().map(Caption::source).toList();
  }

  private List<Caption> finals(String language) {
    return newest(language).values().stream()
        .filter(each -> each.status() == Status.FINAL)
        .toList();
  }

  private Map<String, Caption> newest(String language) {
    Map<String, Caption> utterances = new LinkedHashMap<>();
    traffic.captions().stream()
        .filter(each -> each.language().equals(language))
        .forEach(each -> utterances.put(each.utterance(), each));
    return utterances;
  }

  private Map<String, String> models() {
    Map<String, String> models = new TreeMap<>();
    traffic
        .captions()
        .forEach(
            each ->
                models.merge(
                    each.language(),
                    each.model(),
                    (one, other) -> one.equals(other) ? one : one + " " + other));
    return models;
  }
}
