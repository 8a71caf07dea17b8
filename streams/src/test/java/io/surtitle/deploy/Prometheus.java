package io.surtitle.deploy;

import static io.surtitle.deploy.Deployed.elements;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A local Prometheus with the project's configuration, which scrapes a single process. */
record Prometheus(Background background) implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  static Prometheus start(Tool prometheus, Background of, Path directory) throws IOException {
    String target = of.address().getAuthority();
    String ours =
        Deployed.text(Deployed.PROMETHEUS.resolve("prometheus.yaml"))
            .replaceAll("engine:8081|gateway:8080", target)
            .replaceAll("_interval: \\d+s", "_interval: 1s");
    Path config = Files.writeString(directory.resolve("prometheus.yaml"), ours);
    Files.copy(Deployed.RULES, directory.resolve(Deployed.RULES.getFileName()));
    int port = Background.freePort();
    List<String> command =
        List.of(
            prometheus.file().toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=localhost:" + port);
    Path log = directory.resolve("prometheus.log");
    return new Prometheus(Background.start(command, Map.of(), port, log));
  }

  /** The current results of a query. */
  List<JsonNode> query(String query) throws IOException, InterruptedException {
    return elements(data("query?query=" + URLEncoder.encode(query, UTF_8)), "result").toList();
  }

  List<JsonNode> rules() throws IOException, InterruptedException {
    return elements(data("rules"), "groups").flatMap(group -> elements(group, "rules")).toList();
  }

  private JsonNode data(String path) throws IOException, InterruptedException {
    JsonNode answer = JSON.readTree(background.get("/api/v1/" + path).body());
    if (!answer.path("status").asString().equals("success")) {
      throw new IllegalArgumentException(path + ": " + answer.path("error").asString());
    }
    return answer.path("data");
  }

  @Override
  public void close() {
    background.close();
  }
}
