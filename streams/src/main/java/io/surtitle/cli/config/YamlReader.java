package io.surtitle.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML into nodes that keep their lines for messages, which data binding discards. */
final class YamlReader {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonParser parser;
  private final String file;

  private YamlReader(JsonParser parser, String file) {
    this.parser = parser;
    this.file = file;
  }

  /**
   * Reads the only document of a YAML text.
   *
   * @param file its name, for messages
   * @throws ConfigurationException if it is not YAML, or uses features that a configuration must
   *     not
   */
  static Node read(String text, String file) {
    try (JsonParser parser = YAML.createParser(text)) {
      return new YamlReader(parser, file).document();
    } catch (JacksonException e) {
      String fault = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new ConfigurationException(
          "%s is not YAML at line %d: %s".formatted(file, Math.max(1, line), fault), e);
    }
  }

  private Node document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return new Node.Nothing(1);
    }
    Node document = node(first);
    if (parser.nextToken() != null) {
      throw refused("a second document", line());
    }
    return document;
  }

  private Node node(JsonToken token) {
    int line = line();
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw refused("an alias", line);
    }
    return switch (token) {
      case START_OBJECT -> new Node.Mapping(entries(), line);
      case START_ARRAY -> new Node.Sequence(items(), line);
      case VALUE_NULL -> new Node.Nothing(line);
      default -> new Node.Scalar(parser.getString(), line);
    };
  }

  private Map<String, Node> entries() {
    Map<String, Node> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      int line = line();
      if (entries.put(key, node(parser.nextToken())) != null) {
        throw refused("the key '" + key + "' twice", line);
      }
    }
    return entries;
  }

  private List<Node> items() {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(node(token));
    }
    return items;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private ConfigurationException refused(String what, int line) {
    return new ConfigurationException(
        "%s has %s at line %d, which is not allowed in a configuration"
            .formatted(file, what, line));
  }
}
