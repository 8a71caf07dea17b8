package io.surtitle.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.Main;
import io.surtitle.event.Caption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever a bundle is replaced, the captions are those of an uninterrupted run, but for the
 * version of the model that they name; each utterance names one. The engines are processes of their
 * own.
 */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplacedBundleIT {
  private static final String SECOND = "second";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PAUSE_MS = Scale.isLong() ? 60 : 25;
  private static final int MOST_LIFE_MS = 600;

  private final long seed = Scale.seed();
  private final Random random = new Random(seed);
  private final Scale scale = Scale.isLong() ? new Scale(60, 120, 0, 6) : new Scale(20, 40, 0, 1);
  private final Workload workload = Workload.random(seed, scale);
  private final Reference reference = new Reference(workload);
  private final Broker broker = new EmbeddedCluster();

  @TempDir private Path directory;
  private int replaced;

  @BeforeAll
  void tell() {
    System.out.printf("ReplacedBundleIT: %s, -D%s=%d%n", scale, Scale.SEED_PROPERTY, seed);
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  /** One of two processes has the new bundle, and stops, so that its streams move to the other. */
  @Test
  void ofOneProcessAndThenOfAnother() throws Exception {
    Deployment deployment = deployment("replaced");
    Path one = ToyBundle.copyTo(directory.resolve("one"));
    Path two = ToyBundle.copyTo(directory.resolve("two"));
    try (Publisher publisher = new Publisher(deployment);
        OutputRecorder recorder = new OutputRecorder(deployment);
        Program first = start(deployment, "first", one);
        Program second = start(deployment, "second", two)) {
      publish(publisher, 0, 1, 4);
      awaitMore(recorder, 0);
      replace(one);
      publish(publisher, 1, 2, 4);
      first.terminate();
      publish(publisher, 2, 3, 4);
      replace(two);
      publish(publisher, 3, 4, 4);
      check("one process and then another", recorder, second);
    }
  }

  @Test
  void ofAProcessThatIsKilledMeanwhile() throws Exception {
    Deployment deployment = deployment("killed");
    Path bundle = ToyBundle.copyTo(directory.resolve("killed"));
    int phases = scale.kills() + 1;
    Program running = start(deployment, "killed", bundle);
    try (Publisher publisher = new Publisher(deployment);
        OutputRecorder recorder = new OutputRecorder(deployment)) {
      for (int phase = 0; phase < scale.kills(); phase++) {
        int before = captions(recorder);
        publish(publisher, phase, phase + 1, phases);
        awaitMore(recorder, before);
        replace(bundle);
        Thread.sleep(random.nextInt(MOST_LIFE_MS));
        running.kill();
        running = start(deployment, "killed", bundle);
      }
      publish(publisher, phases - 1, phases, phases);
      check("killed meanwhile", recorder, running);
    } finally {
      running.close();
    }
  }

  private Deployment deployment(String name) {
    return new Deployment(name, Mode.EXACTLY_ONCE, broker.bootstrapServers(), directory, Map.of());
  }

  /** The weights are the same, so that captions are. */
  private void replace(Path bundle) {
    String version = Scale.isLong() ? SECOND + replaced++ : SECOND;
    ToyBundle.editManifest(bundle, manifest -> manifest.put("version", version));
  }

  private Program start(Deployment deployment, String name, Path bundle) throws Exception {
    Path file = directory.resolve(name + ".yaml");
    Files.writeString(file, configuration(deployment, name, bundle));
    Path log = Files.createTempFile(directory, name, ".log");
    Program program = Program.start(log, Main.class, List.of("run", "--config", file.toString()));
    program.awaitLine("metrics and health on ");
    return program;
  }

  private String configuration(Deployment deployment, String name, Path bundle) {
    String application = deployment.name();
    return String.join(
        "\n",
        "application: " + application,
        "kafka:",
        "  bootstrap.servers: " + deployment.bootstrapServers(),
        "  session.timeout.ms: 2000",
        "  heartbeat.interval.ms: 300",
        "  producer.transaction.timeout.ms: 3000",
        "topics:",
        "  text: " + deployment.topics().text(),
        "  captions: " + deployment.topics().captionPrefix(),
        "  deadLetters: " + deployment.topics().deadLetters(),
        "  glossary: " + deployment.topics().glossary(),
        "  partitions: " + Workload.PARTITIONS,
        "model: {bundle: %s, archive: archive, watch: 200ms, threads: 1}".formatted(bundle),
        "captions: {waitK: 1, beam: 2}",
        "utterance: {silence: 10h, maxTokens: 64}",
        "limits: {idle: 10h, behind: catch-up}",
        "batch: {max: 16}",
        "state: {snapshot: 3}",
        "streams: {threads: 2, stateDirectory: %s}".formatted(application + "-" + name),
        "http: {port: 0}",
        "");
  }

  private void publish(Publisher publisher, int from, int to, int phases) throws Exception {
    int all = workload.bursts().size();
    for (int i = all * from / phases; i < all * to / phases; i++) {
      publisher.publish(workload.bursts().get(i));
      Thread.sleep(random.nextInt(2 * PAUSE_MS));
    }
  }

  private static void awaitMore(OutputRecorder recorder, int before) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && captions(recorder) == before) {
      Thread.sleep(20);
    }
  }

  private static int captions(OutputRecorder recorder) {
    return recorder.output().captions().values().stream().mapToInt(List::size).sum();
  }

  private void check(String name, OutputRecorder recorder, Program running) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && !recorder.hasReached(reference.sessions())) {
      Thread.sleep(100);
    }
    running.terminate();
    OutputRecorder.Output output = recorder.output();
    Map<String, Set<String>> versions = versions(output);
    Comparison comparison = Comparison.of(reference, withoutVersions(output), 0);
    System.out.printf(
        "%s: %s, %d utterances of %s%n",
        name,
        comparison,
        versions.size(),
        versions.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    assertThat(comparison).isEqualTo(comparison.ideal(true));
    assertThat(versions.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(versions.values()).contains(Set.of(firstVersion()));
    assertThat(versions.values()).anySatisfy(each -> assertThat(each.toString()).contains(SECOND));
  }

  private static String firstVersion() {
    return Deployment.BUNDLE.manifest().version();
  }

  /** The versions that an utterance's captions name, in all languages. */
  private static Map<String, Set<String>> versions(OutputRecorder.Output output) {
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    output.captions().values().stream()
        .flatMap(List::stream)
        .forEach(
            caption ->
                versions
                    .computeIfAbsent(
                        caption.stream() + "/" + caption.utterance(), key -> new TreeSet<>())
                    .add(caption.modelVersion()));
    return versions;
  }

  /** Sessions are of the bundle that was there last. */
  private OutputRecorder.Output withoutVersions(OutputRecorder.Output output) {
    Map<String, List<Caption>> captions = new LinkedHashMap<>();
    output
        .captions()
        .forEach(
            (key, list) -> captions.put(key, list.stream().map(each -> asFirst(each)).toList()));
    return new OutputRecorder.Output(
        captions, reference.stored(), output.pending(), output.deadLetters());
  }

  private static Caption asFirst(Caption it) {
    return new Caption(
        it.id(),
        it.stream(),
        it.language(),
        it.utterance(),
        it.revision(),
        it.status(),
        it.text(),
        it.startPts(),
        it.endPts(),
        it.source(),
        it.model(),
        firstVersion(),
        it.latencyMs());
  }
}
