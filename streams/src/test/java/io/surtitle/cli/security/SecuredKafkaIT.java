package io.surtitle.cli.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.broker.CaptionReader;
import io.surtitle.cli.command.Ran;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Captioning;
import io.surtitle.cli.wiring.LoadedModels;
import io.surtitle.cli.wiring.Operations;
import io.surtitle.cli.wiring.Stop;
import io.surtitle.cli.wiring.Viewing;
import io.surtitle.engine.RunMeters;
import io.surtitle.inference.RunSettings;
import io.surtitle.metrics.EngineMeters;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked example and the ACLs of deploy/kafka, against a broker with TLS, SASL and ACLs. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecuredKafkaIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> TOPICS =
      List.of(
          "broadcast.text",
          "captions.de",
          "captions.es",
          "captions.fr",
          "surtitle.dead-letters",
          "surtitle.glossary");
  private static final String TOO_LONG = "x".repeat(500);
  private static final String CLASSIC =
      """
        group.protocol: classic
        # So that an engine that failed is soon forgotten.
        session.timeout.ms: 1500
        heartbeat.interval.ms: 300
      """;
  private static final String STREAMS = "  group.protocol: streams\n";

  @TempDir private static Path directory;
  private static SecuredBroker broker;
  private static int configurations;

  @BeforeAll
  static void start() throws Exception {
    broker = SecuredBroker.start(directory);
  }

  @AfterAll
  static void close() {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, true"})
  void everyUserDoesItsWorkWithItsAcls(boolean streams, boolean creating) throws Exception {
    broker.reset(creating ? List.of() : TOPICS);
    broker.allowOnly(Acl.all(creating));

    broadcast(streams ? STREAMS : CLASSIC);

    await().atMost(PATIENCE).until(() -> broker.end("surtitle.dead-letters") > 0);
  }

  @Test
  void everyAclIsNeeded() throws Exception {
    broker.reset(TOPICS);
    broker.allowOnly(Acl.all(false));
    broadcast(CLASSIC);

    Map<Acl, Ran> without = new LinkedHashMap<>();
    for (Acl acl : changelogsLast(Acl.all(false))) {
      without.put(acl, without(acl));
    }

    assertThat(without).allSatisfy((acl, ran) -> assertRefused(ran));
  }

  @Test
  void everyTopicThatTheEngineCreatesNeedsAnAcl() throws Exception {
    Map<Acl, Ran> without = new LinkedHashMap<>();
    for (Acl acl : Acl.all(true).stream().filter(Acl::creating).toList()) {
      broker.reset(List.of());
      broker.allowOnly(Acl.all(true).stream().filter(each -> !each.equals(acl)).toList());
      without.put(acl, attempt("engine", configuration("engine", CLASSIC)));
    }

    assertThat(without).isNotEmpty().allSatisfy((acl, ran) -> assertRefused(ran));
  }

  @Test
  void theDoctorSaysWhatItsUserMayNotSee() throws Exception {
    broker.reset(TOPICS);
    broker.allowOnly(Acl.all(false));

    Ran engine = Ran.command("doctor", "--config", configuration("engine", "").toString());
    Ran viewer = Ran.command("doctor", "--config", configuration("viewer", "").toString());

    assertThat(engine.lines())
        .anyMatch(line -> line.matches("OK +ACLs: this user may do all that the engine does .*"))
        .anyMatch(line -> line.matches("OK +ACLs: .*the group surtitle( does not exist yet)?"))
        .anyMatch(line -> line.matches("OK +transactions: none hangs .*"))
        .anyMatch(line -> line.matches("OK +changelogs: none, or this user may not see sizes .*"))
        .noneMatch(line -> line.contains("not checked"));
    assertThat(viewer.lines())
        .anyMatch(line -> line.matches("WARN +broadcast.text: does not exist, or this user .*"))
        .anyMatch(line -> line.matches("WARN +captions.fr: this user may not write, which .*"))
        .anyMatch(line -> line.matches("WARN +lag: not checked, since this user may not look.*"));
    assertThat(viewer.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "producer", "viewer"})
  void aWrongPasswordIsOneSentence(String user) throws Exception {
    Path config = configuration(user, "");
    replace(config, "password=\".*\"", "password=\"wrong\"");

    Ran ran = attempt(user, config);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .matches("surtitle: Kafka at 127.0.0.1:\\d+ refuses the user or the password: .*\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"engine", "producer", "viewer"})
  void anUntrustedCertificateIsOneSentence(String user) throws Exception {
    Path config = configuration(user, "");
    replace(config, "(?m)^  ssl.truststore.*$", "");

    Ran ran = attempt(user, config);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).matches("surtitle: Kafka at 127.0.0.1:\\d+ cannot be trusted .*\n");
  }

  /** Topics that exist need not be created: the others have to be tried first. */
  private static List<Acl> changelogsLast(List<Acl> acls) {
    return acls.stream().sorted(Comparator.comparing(SecuredKafkaIT::creates)).toList();
  }

  private static boolean creates(Acl acl) {
    return acl.operation().equals("Create");
  }

  /**
   * What a user's command says when it may see something, but no longer do what it does with it.
   */
  private static Ran without(Acl acl) throws Exception {
    broker.allowOnly(Acl.all(false));
    publish();
    List<Acl> rest = new ArrayList<>(Acl.all(false));
    rest.remove(acl);
    if (creates(acl)) {
      broker.delete(topic -> topic.startsWith("surtitle-"));
    } else {
      rest.add(acl.weakened());
    }
    broker.allowOnly(rest);
    return attempt(acl.user(), configuration(acl.user(), CLASSIC));
  }

  private static Ran attempt(String user, Path configuration) {
    String config = "--config=" + configuration;
    return switch (user) {
      case "engine" -> Ran.command("run", config);
      case "producer" -> Ran.withInput("word\n", "publish", "--stream=game", config);
      case "gateway" -> Ran.command("gateway", "--port=0", config);
      default -> Ran.command("watch", "--from-beginning", config);
    };
  }

  private static void assertRefused(Ran ran) {
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .matches(
            "(?s)(.*\n)?surtitle: [^\n]*Kafka refuses: "
                + "[^\n]*\\(an ACL is missing, see docs/security.md\\)\n");
  }

  /** Has the engine make a caption that the viewer and the gateway see, and a dead letter. */
  private static void broadcast(String more) throws Exception {
    Configuration engine = ConfigurationReader.read(configuration("engine", more));
    EngineMeters meters = EngineMeters.none();
    try (Stop stop = Stop.onSignal();
        LoadedModels model =
            LoadedModels.load(
                BundleChoice.of(engine.model(), List.of(), "captions.languages"),
                RunSettings.of(1),
                new RunMeters(meters));
        Captioning captioning = Captioning.start(engine, model, stop, meters)) {
      publish();
      watch(captioning);
      view(stop);
    }
  }

  private static void watch(Captioning captioning) throws IOException {
    Configuration viewer = ConfigurationReader.read(configuration("viewer", ""));
    try (CaptionReader reader = CaptionReader.ofAll(viewer, List.of("captions.fr"))) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                captioning.check();
                return !reader.poll(Duration.ofMillis(100)).isEmpty();
              });
    }
  }

  private static void view(Stop stop) throws IOException {
    Configuration gateway = ConfigurationReader.read(configuration("gateway", "")).withPort(0);
    try (Operations operations = new Operations();
        Viewing viewing = Viewing.start(gateway, operations, stop)) {
      URL streams = viewing.address().resolve("/streams").toURL();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                viewing.check();
                try (InputStream answer = streams.openStream()) {
                  return new String(answer.readAllBytes(), StandardCharsets.UTF_8).contains("game");
                }
              });
    }
  }

  private static void publish() throws IOException {
    String config = "--config=" + configuration("producer", "");
    Ran ran =
        Ran.withInput(
            "The Badgers lead.\n" + TOO_LONG, "publish", "--stream=game", "--wpm=0", config);
    assertThat(ran).isEqualTo(new Ran(0, "", "sent 4 words to stream game\n"));
  }

  private static Path configuration(String user, String kafka) throws IOException {
    String rest =
        """
        topics:
          partitions: 1
        limits:
          recordBytes: 100
        model:
          bundle: %s
        streams:
          stateDirectory: state-%d
        """;
    return broker.configuration(
        user, kafka + rest.formatted(ToyBundle.directory(), ++configurations));
  }

  private static void replace(Path config, String what, String by) throws IOException {
    Files.writeString(config, Files.readString(config).replaceAll(what, by));
  }
}
