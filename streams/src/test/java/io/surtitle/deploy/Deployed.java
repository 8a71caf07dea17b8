package io.surtitle.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files in the directory {@code deploy}. */
final class Deployed {
  static final Path DIRECTORY = Path.of("..", "deploy");
  static final Path PROMETHEUS = DIRECTORY.resolve("prometheus");
  static final Path RULES = PROMETHEUS.resolve("surtitle.rules.yaml");

  private static final Path DASHBOARDS = DIRECTORY.resolve("grafana").resolve("dashboards");
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonMapper JSON = new JsonMapper();

  private Deployed() {}

  static List<JsonNode> alerts() {
    return rules().filter(rule -> rule.has("alert")).toList();
  }

  static List<JsonNode> records() {
    return rules().filter(rule -> rule.has("record")).toList();
  }

  /** The test files for promtool. */
  static List<Path> ruleTests() {
    return files(PROMETHEUS, ".test.yaml");
  }

  static List<Path> dashboards() {
    return files(DASHBOARDS, ".json");
  }

  /** The queries of rules and dashboards. */
  static List<String> queries() {
    return Stream.concat(
            rules().map(rule -> rule.required("expr").asString()),
            Panel.all().stream().map(Panel::query))
        .toList();
  }

  static JsonNode yaml(Path file) {
    return YAML.readTree(text(file));
  }

  static JsonNode json(Path file) {
    return JSON.readTree(text(file));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The elements of a list in a node; none if there is no list. */
  static Stream<JsonNode> elements(JsonNode node, String list) {
    return node.path(list).valueStream();
  }

  private static Stream<JsonNode> rules() {
    return elements(yaml(RULES), "groups").flatMap(group -> elements(group, "rules"));
  }

  private static List<Path> files(Path directory, String ending) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
