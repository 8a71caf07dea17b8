package io.surtitle.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts nodes to values of the record component's type. */
final class Values {
  private static final String TEXT = "text";
  private static final String NUMBER = "a whole number";

  private final Path directory;

  /** Resolves relative paths against a directory. */
  Values(Path directory) {
    this.directory = directory;
  }

  /**
   * Converts a node.
   *
   * @param standard the default, to which the entries of a map are added
   * @throws Mismatch if the node is something else
   */
  Object convert(Node node, Class<?> type, @Nullable Object standard) {
    if (type == List.class) {
      return list(node);
    }
    if (type == Map.class) {
      return map(node, standard);
    }
    return scalar(node, type);
  }

  private Object scalar(Node node, Class<?> type) {
    if (type == String.class) {
      return text(node, TEXT);
    }
    if (type == int.class || type == Integer.class) {
      return number(node);
    }
    if (type == boolean.class || type == Boolean.class) {
      return constant(node, List.of(false, true));
    }
    if (type.isEnum()) {
      return constant(node, List.of(type.getEnumConstants()));
    }
    if (type == Path.class) {
      return path(node);
    }
    try {
      if (type == Duration.class) {
        return Durations.parse(text(node, Durations.FORM));
      }
      if (type == WaitK.class) {
        return WaitK.parse(text(node, WaitK.FORM));
      }
    } catch (IllegalArgumentException e) {
      throw new Mismatch(node, type == WaitK.class ? WaitK.FORM : Durations.FORM);
    }
    throw new IllegalStateException("no conversion to " + type);
  }

  /** A path, resolved against the directory; throws Mismatch if the node has no text. */
  Path path(Node node) {
    return directory.resolve(text(node, "a path"));
  }

  private static String text(Node node, String allowed) {
    if (node instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return scalar.text();
    }
    throw new Mismatch(node, allowed);
  }

  private static int number(Node node) {
    try {
      return Integer.parseInt(text(node, NUMBER));
    } catch (NumberFormatException e) {
      throw new Mismatch(node, NUMBER);
    }
  }

  /** Parses one of several constants, written in lower case with hyphens. */
  private static Object constant(Node node, List<?> constants) {
    Map<String, Object> named = new LinkedHashMap<>();
    constants.forEach(each -> named.put(name(each), each));
    String allowed = String.join(" or ", named.keySet());
    Object constant = named.get(text(node, allowed));
    if (constant == null) {
      throw new Mismatch(node, allowed);
    }
    return constant;
  }

  static String name(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> list(Node node) {
    String allowed = "a list, such as [fr, de]";
    if (!(node instanceof Node.Sequence sequence)) {
      throw new Mismatch(node, allowed);
    }
    return sequence.items().stream().map(item -> text(item, allowed)).toList();
  }

  private static Map<String, String> map(Node node, @Nullable Object standard) {
    Map<String, String> values = new LinkedHashMap<>();
    if (standard instanceof Map<?, ?> defaults) {
      defaults.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
    }
    if (node instanceof Node.Nothing) {
      return values;
    }
    if (!(node instanceof Node.Mapping mapping)) {
      throw new Mismatch(node, "keys with values");
    }
    mapping.entries().forEach((key, value) -> values.put(key, entry(key, value)));
    return values;
  }

  private static String entry(String key, Node node) {
    if (node instanceof Node.Scalar scalar) {
      return scalar.text();
    }
    throw new Mismatch(node, "text, a number, true or false", key);
  }

  /** Describes a node in a message. */
  static String shown(Node node) {
    if (node instanceof Node.Scalar scalar) {
      return "'" + scalar.text() + "'";
    }
    return node instanceof Node.Nothing
        ? "empty"
        : node instanceof Node.Sequence ? "a list" : "a section of keys";
  }

  /** A node whose value does not fit its component. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Node node;
    private final String allowed;
    private final @Nullable String key;

    Mismatch(Node node, String allowed) {
      this(node, allowed, null);
    }

    Mismatch(Node node, String allowed, @Nullable String key) {
      super(allowed, null, false, false);
      this.node = node;
      this.allowed = allowed;
      this.key = key;
    }

    Node node() {
      return node;
    }

    String allowed() {
      return allowed;
    }

    /** The key below the component's, if it is a map's. */
    @Nullable String key() {
      return key;
    }
  }
}
