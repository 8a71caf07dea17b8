package io.surtitle.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The Helm chart, rendered. */
final class Chart {
  static final Path DIRECTORY = Deployed.DIRECTORY.resolve("helm").resolve("surtitle");

  private Chart() {}

  /** Values files for what the defaults leave off. */
  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve("ci"))) {
      return files.sorted().toList().stream();
    }
  }

  /** Runs helm on the chart, with further arguments. */
  static Tool.Said helm(String command, String... more) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command));
    if (command.equals("template")) {
      line.add("surtitle");
    }
    line.addAll(List.of(DIRECTORY.toString(), "--kube-version", "1.36.0"));
    line.addAll(List.of(more));
    return Tool.orSkip("helm", "Helm").run(Path.of("."), line.toArray(String[]::new));
  }

  /** The manifests that helm renders. */
  static List<JsonNode> manifests(String... more) throws IOException, InterruptedException {
    Tool.Said rendered = helm("template", more);
    assertThat(rendered.code()).as(rendered.text()).isZero();
    try (var documents =
        new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(rendered.text())) {
      return documents.readAll().stream().filter(JsonNode::isObject).toList();
    }
  }

  /** The only manifest of a kind whose name has this ending. */
  static JsonNode only(List<JsonNode> manifests, String kind, String nameEnd) {
    List<JsonNode> found =
        manifests.stream()
            .filter(manifest -> kind.equals(manifest.path("kind").stringValue("")))
            .filter(manifest -> manifest.at("/metadata/name").stringValue("").endsWith(nameEnd))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
