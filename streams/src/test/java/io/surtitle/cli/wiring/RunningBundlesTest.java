package io.surtitle.cli.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import io.surtitle.decoding.Policy;
import io.surtitle.event.CaptionTopics;
import io.surtitle.inference.Model;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.translate.TranslateSession;
import io.surtitle.task.translate.Update;
import io.surtitle.topology.Version;
import io.surtitle.web.Health.Condition;
import io.surtitle.web.WebServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningBundlesTest {
  @TempDir private Path temporary;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EngineMeters meters = new EngineMeters(registry);
  private Path directory = Path.of("");
  private Configuration configuration = Configuration.defaults();
  private LoadedModel first;
  private RunningBundles bundles;
  private OperatorVersions<TranslateSession, String, Update> versions;

  @BeforeEach
  void start() throws IOException {
    directory = ToyBundle.copyTo(temporary.resolve("toy"));
    Path file = temporary.resolve("surtitle.yaml");
    Files.writeString(
        file, "model: {archive: archive, watch: 0s}\nstreams: {stateDirectory: state}\n", UTF_8);
    configuration = ConfigurationReader.read(file);
    Bundle bundle = Bundle.load(directory);
    first = new LoadedModel("toy", bundle, Model.load(bundle, 1), List.of("fr", "de"));
    bundles = new RunningBundles(configuration, meters);
    versions = bundles.add(first, this::version);
  }

  private Version<TranslateSession, String, Update> version(LoadedModel model) {
    Translation translation =
        new Translation("toy", model.bundle(), Policy.waitK(1), 1, model.languages(), 64);
    return translation.version(
        new CaptionTopics("captions."), () -> translation.engine(model.model()), meters);
  }

  @AfterEach
  void stop() {
    bundles.close();
  }

  private void put(String version) {
    ToyBundle.editManifest(directory, manifest -> manifest.put("version", version));
  }

  private String running() {
    return versions.model().bundle().manifest().version();
  }

  @Test
  void anotherBundleInTheDirectoryReplacesTheOneBefore() {
    long before = versions.current().fingerprint();
    put("2");

    Replaceable.Replacement replacement = versions.replace();

    assertThat(replacement.isDone()).isTrue();
    assertThat(running()).isEqualTo("2");
    assertThat(versions.current().fingerprint()).isNotEqualTo(before);
    assertThat(versions.isLoaded(before)).as("nothing was open in it").isFalse();
    assertThat(versions.replace().isDone()).as("once is enough").isFalse();
  }

  @Test
  void aBundleInUseIsReleasedByTheLastOne() {
    long before = versions.current().fingerprint();
    assertThat(versions.acquire(before)).isPresent();
    assertThat(versions.acquire(before)).isPresent();
    put("2");
    versions.replace();

    versions.release(before);
    assertThat(versions.isLoaded(before)).isTrue();
    versions.release(before);
    assertThat(versions.isLoaded(before)).isFalse();
  }

  @Test
  void aBundleBeforeIsLoadedAgainFromItsCopy() {
    long before = versions.current().fingerprint();
    put("2");
    versions.replace();

    assertThat(versions.acquire(before)).isPresent();
    assertThat(versions.isLoaded(before)).isTrue();
    versions.release(before);
    assertThat(versions.acquire(1)).isEmpty();
  }

  @Test
  void aDamagedCopyIsNoBundle() throws IOException {
    long before = versions.current().fingerprint();
    put("2");
    versions.replace();
    Path copy = temporary.resolve("archive").resolve(BundleArchive.name(before));
    Files.writeString(copy.resolve("tokenizer.json"), "damaged");

    assertThat(versions.acquire(before)).isEmpty();
  }

  @Test
  void aBundleThatLacksALanguageIsRefused() {
    ToyBundle.editManifest(directory, manifest -> manifest.putArray("targets").add("fr"));

    assertThatThrownBy(versions::replace)
        .isInstanceOf(RefusedBundleException.class)
        .hasMessageContaining("it has no de");
    assertThat(running()).isEqualTo("0.1.0");
  }

  @Test
  void aHalfCopiedBundleIsTakenOnceItIsWhole() throws IOException {
    BundleWatch watch = new BundleWatch(versions);
    Path tokenizer = directory.resolve("tokenizer.json");
    byte[] whole = Files.readAllBytes(tokenizer);
    put("2");
    Files.write(tokenizer, new byte[] {1});
    watch.look();
    assertThat(running()).isEqualTo("0.1.0");
    assertThatThrownBy(versions::replace).isInstanceOf(BundleException.class);

    Files.write(tokenizer, whole);
    watch.look();
    assertThat(running()).isEqualTo("2");
  }

  @Test
  void copiesThatNobodyNamesGoAfterADay() throws IOException {
    put("2");
    Bundle other = Bundle.load(directory);
    Path copies = temporary.resolve("copies");
    new BundleArchive(copies, Instant::now).keep(other);
    long here = other.fingerprint();
    BundleArchive later =
        new BundleArchive(copies, () -> Instant.now().plus(BundleArchive.UNUSED.plusHours(1)));

    new BundleArchive(copies, Instant::now).clean(fingerprint -> false);
    assertThat(copies.resolve(BundleArchive.name(here))).exists();
    later.clean(fingerprint -> fingerprint == here);
    assertThat(copies.resolve(BundleArchive.name(here))).exists();
    Instant tomorrow = Instant.now().plus(Duration.ofDays(3));
    new BundleArchive(copies, () -> tomorrow).clean(fingerprint -> false);
    assertThat(copies).isEmptyDirectory();
  }

  @Test
  void postingReloadsAndInfoAndMetricsFollow() throws Exception {
    try (Operations operations = new Operations()) {
      operations.engine(() -> new Condition(true, "RUNNING"), bundles);
      try (WebServer server = operations.start(configuration.http(), 0)) {
        assertThat(get(server, "/info"))
            .contains(
                "\"languages\":[{\"language\":\"fr\",\"bundle\":\"toy\"},"
                    + "{\"language\":\"de\",\"bundle\":\"toy\"}]");
        ToyBundle.editManifest(directory, manifest -> ToyBundle.measure(manifest, "fr", 34.9));
        put("2");
        HttpResponse<String> answer = post(server);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
            .contains("\"operator\":\"toy\",\"replaced\":true", "\"version\":\"0.1.0\"")
            .contains("\"version\":\"2\"");
        assertThat(get(server, "/info"))
            .contains("\"bundles\":[{\"operator\":\"toy\"", "\"version\":\"2\"")
            .contains(
                "{\"language\":\"fr\",\"bundle\":\"toy\",\"chrf\":34.9,\"preview\":true,\"waitK\":3,"
                    + "\"set\":\"broadcast\",\"sentences\":342,\"date\":\"2026-11-27\"}",
                "{\"language\":\"de\",\"bundle\":\"toy\"}")
            .doesNotContain("0.1.0");
        assertThat(registry.find("surtitle.bundle.info").gauges())
            .singleElement()
            .satisfies(gauge -> assertThat(gauge.getId().getTag("version")).isEqualTo("2"));

        Files.delete(directory.resolve("tokenizer.json"));
        HttpResponse<String> refused = post(server);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("tokenizer.json is missing");
        assertThat(running()).isEqualTo("2");
      }
    }
  }

  private static HttpResponse<String> post(WebServer server) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.address().resolve("/admin/reload"))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
  }

  private static String get(WebServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.address().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
