package io.surtitle.bundle;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pieces in a {@code tokenizer.json}, which the library does not tell one by one. */
final class Vocabulary {

  private Vocabulary() {}

  /**
   * The pieces by id.
   *
   * @throws IllegalArgumentException if the ids are not 0, 1, 2 and so on
   */
  static String[] read(byte[] json) {
    JsonNode tree = JsonMapper.shared().readTree(json);
    TreeMap<Integer, String> pieces = new TreeMap<>();
    JsonNode model = tree.path("model").path("vocab");
    if (model.isArray()) { // Unigram: [[piece, score], ...]
      model.forEach(entry -> pieces.put(pieces.size(), entry.path(0).asString()));
    }
    for (Map.Entry<String, JsonNode> entry : model.properties()) {
      pieces.put(entry.getValue().asInt(), entry.getKey());
    }
    for (JsonNode token : tree.path("added_tokens")) {
      pieces.put(token.path("id").asInt(), token.path("content").asString());
    }
    Rules.require(!pieces.isEmpty(), "it has no pieces");
    Rules.require(
        pieces.firstKey() == 0 && pieces.lastKey() == pieces.size() - 1,
        "its ids are not 0 to %d".formatted(pieces.size() - 1));
    return pieces.values().toArray(String[]::new);
  }
}
