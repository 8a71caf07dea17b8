package io.surtitle.deploy;

import static io.surtitle.deploy.Deployed.elements;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class DashboardsTest {
  /** How the runbook names a panel; bold text is not a panel. */
  private static final Pattern PANEL =
      Pattern.compile("(?<!\\*)\\*(?:(?:overview|stream|JVM) / )?([A-Z][^*]+)\\*(?!\\*)");

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShows(Path dashboard) {
    List<JsonNode> panels = elements(Deployed.json(dashboard), "panels").toList();

    assertThat(panels)
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.path("title").asString("")).isNotBlank();
              assertThat(panel.path("description").asString("")).isNotBlank();
              assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotBlank();
              assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
              assertThat(elements(panel, "targets").map(each -> each.path("expr").asString("")))
                  .isNotEmpty()
                  .noneMatch(String::isBlank);
            });
    assertThat(panels.stream().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
    assertThat(panels.stream().map(panel -> panel.path("title"))).doesNotHaveDuplicates();
  }

  @Test
  void everyDashboardHasItsOwnUid() {
    List<JsonNode> dashboards = Deployed.dashboards().stream().map(Deployed::json).toList();

    List<String> uids = dashboards.stream().map(each -> each.path("uid").asString("")).toList();

    assertThat(uids).isNotEmpty().doesNotHaveDuplicates().allMatch(uid -> uid.matches("[a-z-]+"));
    assertThat(dashboards).allSatisfy(each -> assertThat(each.path("id").isMissingNode()).isTrue());
  }

  @Test
  void theRunbookNamesExistingPanels() {
    String runbook = Deployed.text(Deployed.DIRECTORY.resolve("RUNBOOK.md")).replace('\n', ' ');

    List<MatchResult> named = PANEL.matcher(runbook).results().toList();

    List<String> titles = Panel.all().stream().map(Panel::title).toList();
    assertThat(named).isNotEmpty().allSatisfy(match -> assertThat(titles).contains(match.group(1)));
  }

  static List<Path> dashboards() {
    return Deployed.dashboards();
  }
}
