package io.surtitle.deploy;

import static io.surtitle.deploy.Deployed.elements;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A query of a dashboard's panel.
 *
 * @param query as Grafana sends it with everything selected
 * @param labels the labels in its legend
 */
record Panel(String dashboard, String title, String query, List<String> labels) {
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  static List<Panel> all() {
    return Deployed.dashboards().stream().flatMap(Panel::of).toList();
  }

  private static Stream<Panel> of(Path file) {
    return elements(Deployed.json(file), "panels")
        .flatMap(
            panel ->
                elements(panel, "targets")
                    .map(
                        target ->
                            new Panel(
                                file.getFileName().toString(),
                                panel.path("title").asString(),
                                chosen(target.required("expr").asString()),
                                labels(target.path("legendFormat").asString("")))));
  }

  private static String chosen(String query) {
    return query.replace("$__rate_interval", "1m").replaceAll("\\$\\w+", ".+");
  }

  private static List<String> labels(String legend) {
    return LABEL.matcher(legend).results().map(match -> match.group(1)).toList();
  }
}
