package io.surtitle.deploy;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.cli.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whether a running process exports every metric that rules and dashboards query. */
class MetricsScrapeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The name of a metric, at the beginning of its line. */
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)[{ ]");

  /** Metrics that only Prometheus itself provides. */
  private static final String UP = "up";

  @TempDir private static Path directory;

  private static Background demo;

  @BeforeAll
  static void start() throws IOException {
    int port = Background.freePort();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:TieredStopAtLevel=1",
            Main.class.getName(),
            "demo",
            "--port",
            Integer.toString(port));
    Map<String, String> classpath = Map.of("CLASSPATH", System.getProperty("java.class.path"));
    demo = Background.start(command, classpath, port, directory.resolve("demo.log"));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> exported().contains("surtitle_live_captions_total"));
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  /** Kafka's own meters are collected every ten seconds. */
  @Test
  void everyQueriedMetricIsExported() {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(unknown()).isEmpty());
  }

  private static Set<String> unknown() throws IOException, InterruptedException {
    Set<String> known = exported();
    known.add(UP);
    known.addAll(records());
    return Deployed.queries().stream()
        .flatMap(query -> Promql.metrics(query).stream())
        .filter(name -> !known.contains(name))
        .collect(toSet());
  }

  @Test
  void prometheusAnswersEveryPanelAndRule() throws Exception {
    Tool tool = Tool.orSkip("prometheus", "Prometheus");
    try (Prometheus prometheus = Prometheus.start(tool, demo, directory)) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(() -> answersAll(prometheus));
    }
  }

  private static void answersAll(Prometheus prometheus) throws Exception {
    SoftAssertions softly = new SoftAssertions();
    for (Panel panel : Panel.all()) {
      List<JsonNode> found = prometheus.query(panel.query());
      softly.assertThat(found).describedAs(panel.toString()).isNotEmpty();
      softly
          .assertThat(found)
          .describedAs(panel.toString())
          .allMatch(each -> panel.labels().stream().allMatch(each.path("metric")::has));
    }
    for (String record : records()) {
      softly.assertThat(prometheus.query(record)).describedAs(record).isNotEmpty();
    }
    softly
        .assertThat(prometheus.rules())
        .hasSize(Deployed.alerts().size() + Deployed.records().size())
        .allMatch(rule -> rule.path("health").asString().equals("ok"));
    softly.assertAll();
  }

  private static Set<String> exported() throws IOException, InterruptedException {
    return SAMPLE
        .matcher(demo.get("/metrics").body())
        .results()
        .map(match -> match.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> records() {
    return Deployed.records().stream().map(rule -> rule.path("record").asString()).toList();
  }
}
