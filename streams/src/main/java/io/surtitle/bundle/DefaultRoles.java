package io.surtitle.bundle;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives a role to every tensor whose manifest states none. In a manifest of the task {@value
 * Manifest#TRANSLATE}, where no tensor of a graph states one, the encoder's {@code tokens} are a
 * chunk and the decoder's {@code memory} is shared: bundles were exported before there were roles.
 */
final class DefaultRoles {
  private static final String ROLE = "role";
  private static final String KIND = "kind";

  private DefaultRoles() {}

  static void fill(ObjectNode manifest) {
    JsonNode graphs = manifest.path("graphs");
    if (manifest.path("task").asString("").equals(Manifest.TRANSLATE)) {
      fillEncoder(graphs.path("encoder"));
      fillDecoder(graphs.path("decoder"));
    }
    for (JsonNode graph : graphs) {
      graph.path("inputs").forEach(DefaultRoles::fillTensor);
      graph.path("outputs").forEach(DefaultRoles::fillTensor);
    }
  }

  private static void fillTensor(JsonNode tensor) {
    if (tensor instanceof ObjectNode object && !object.has(ROLE)) {
      object.putObject(ROLE).put(KIND, "value");
    }
  }

  private static void fillEncoder(JsonNode graph) {
    if (input(graph, "tokens") instanceof ObjectNode tokens && lacksRoles(graph, "lengths")) {
      tokens.putObject(ROLE).put(KIND, "chunk").put("lengths", "lengths");
    }
  }

  private static void fillDecoder(JsonNode graph) {
    if (input(graph, "memory") instanceof ObjectNode memory && lacksRoles(graph, "session")) {
      memory.putObject(ROLE).put(KIND, "shared").put("index", "session").put("multiple", 4);
    }
  }

  /** Whether no tensor has a role, and there is the input that one would speak of. */
  private static boolean lacksRoles(JsonNode graph, String other) {
    return graph.findValues(ROLE).isEmpty() && input(graph, other).isObject();
  }

  private static JsonNode input(JsonNode graph, String name) {
    return graph
        .path("inputs")
        .valueStream()
        .filter(input -> input.path("name").asString("").equals(name))
        .findFirst()
        .orElse(graph.path("no such input"));
  }
}
