package io.surtitle.deploy;

import static io.surtitle.deploy.Deployed.elements;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PrometheusRulesTest {
  private static final Pattern ALERT_HEADING = Pattern.compile("(?m)^## (Surtitle\\w+)$");

  @Test
  void prometheusAcceptsTheRulesAndTheConfiguration() throws Exception {
    Tool promtool = Tool.orSkip("promtool", "Prometheus");

    Tool.Said said = promtool.run(Deployed.PROMETHEUS, "check", "config", "prometheus.yaml");

    assertThat(said.code()).describedAs(said.text()).isZero();
    assertThat(said.text()).contains("1 rule files found");
  }

  @ParameterizedTest
  @MethodSource("files")
  void alertsFireWhenTheyShould(Path tests) throws Exception {
    Tool promtool = Tool.orSkip("promtool", "Prometheus");

    Tool.Said said =
        promtool.run(Deployed.PROMETHEUS, "test", "rules", tests.getFileName().toString());

    assertThat(said.code()).describedAs(said.text()).isZero();
  }

  @Test
  void everyAlertHasAHeadingInTheRunbook() {
    String runbook = Deployed.text(Deployed.DIRECTORY.resolve("RUNBOOK.md"));

    List<String> headings =
        ALERT_HEADING.matcher(runbook).results().map(match -> match.group(1)).toList();

    assertThat(headings).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void everyAlertIsDescribed() {
    List<JsonNode> alerts = Deployed.alerts();

    assertThat(alerts)
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              JsonNode annotations = alert.path("annotations");
              String name = alert.path("alert").asString();
              assertThat(alert.path("labels").path("severity").asString())
                  .isIn("critical", "warning");
              assertThat(annotations.path("summary").asString("")).isNotBlank();
              assertThat(annotations.path("description").asString("")).isNotBlank();
              assertThat(annotations.path("runbook_url").asString())
                  .isEqualTo("{{ $externalLabels.runbook }}#" + name.toLowerCase(Locale.ROOT));
            });
  }

  @Test
  void everyAlertIsTestedToFireAndToStaySilent() {
    Set<String> fire = new TreeSet<>();
    Set<String> silent = new TreeSet<>();

    groups()
        .forEach(
            group -> {
              String name = group.path("name").asString();
              cases(group).forEach(each -> (expects(each, name) ? fire : silent).add(name));
            });

    assertThat(fire).containsExactlyInAnyOrderElementsOf(names());
    assertThat(silent).containsExactlyInAnyOrderElementsOf(names());
  }

  @Test
  void everyRecordingRuleHasAUniqueName() {
    List<String> records =
        Deployed.records().stream().map(rule -> rule.path("record").asString()).toList();

    assertThat(records).isNotEmpty().doesNotHaveDuplicates();
  }

  static List<Path> files() {
    return Deployed.ruleTests();
  }

  private static Set<String> names() {
    return Deployed.alerts().stream()
        .map(alert -> alert.path("alert").asString())
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> groups() {
    return Deployed.ruleTests().stream().flatMap(file -> elements(Deployed.yaml(file), "tests"));
  }

  private static Stream<JsonNode> cases(JsonNode group) {
    return Stream.concat(elements(group, "promql_expr_test"), elements(group, "alert_rule_test"));
  }

  /** Whether a case concerns the alert that its group is named after, and expects it to fire. */
  private static boolean expects(JsonNode test, String alert) {
    assertThat(test.path("expr").asString("ALERTS" + test.path("alertname")))
        .startsWith("ALERTS")
        .contains(alert.replaceAll("(Fast|Slow)$", ""));
    return test.has("exp_alerts")
        || elements(test, "exp_samples")
            .anyMatch(sample -> sample.path("labels").asString().contains('"' + alert + '"'));
  }
}
