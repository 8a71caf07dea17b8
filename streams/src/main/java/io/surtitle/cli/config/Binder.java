package io.surtitle.cli.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of nodes, and one sentence of whatever does not fit. */
final class Binder {
  private final String file;
  private final Values values;

  /**
   * A binder for one file.
   *
   * @param file its name, for messages
   * @param directory where relative paths start
   */
  Binder(String file, Path directory) {
    this.file = file;
    this.values = new Values(directory);
  }

  /**
   * The record that {@code defaults} becomes with what {@code node} sets.
   *
   * @throws ConfigurationException if a key is unknown or a value not allowed
   */
  <R extends Record> R bind(Node node, R defaults) {
    return bind(node, defaults, "");
  }

  private <R extends Record> R bind(Node node, R defaults, String path) {
    if (node instanceof Node.Nothing) {
      return defaults;
    }
    if (!(node instanceof Node.Mapping mapping)) {
      throw refused(path.isEmpty() ? "the whole" : key(path), node, "keys with values");
    }
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    requireKnown(mapping, components, path);
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Node set = mapping.entries().get(components[i].getName());
      Object standard = read(components[i], defaults);
      String key = Keys.join(path, components[i].getName());
      arguments[i] = set == null ? standard : value(set, components[i], standard, key);
    }
    return make(defaults, components, arguments, mapping, path);
  }

  private @Nullable Object value(
      Node node, RecordComponent component, @Nullable Object standard, String path) {
    if (standard instanceof Record section && Keys.isSection(component.getType())) {
      return bind(node, section, path);
    }
    try {
      return values.convert(node, component.getType(), standard);
    } catch (Values.Mismatch e) {
      String deeper = e.key() == null ? path : Keys.join(path, e.key());
      throw refused(key(deeper), e.node(), e.allowed());
    }
  }

  @SuppressWarnings("unchecked")
  private <R extends Record> R make(
      R defaults,
      RecordComponent[] components,
      @Nullable Object[] arguments,
      Node.Mapping mapping,
      String path) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (R) defaults.getClass().getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidValueException invalid) {
        Node node = mapping.entries().getOrDefault(invalid.component(), mapping);
        throw refused(key(Keys.join(path, invalid.component())), node, invalid.allowed());
      }
      throw new IllegalStateException("a check of " + defaults.getClass() + " fails", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(defaults.getClass() + " cannot be made", e);
    }
  }

  private static @Nullable Object read(RecordComponent component, Record from) {
    try {
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }

  private void requireKnown(Node.Mapping mapping, RecordComponent[] components, String path) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String unknown = Keys.join(path, entry.getKey());
        String remedy =
            Nearest.to(unknown, Keys.of(Configuration.class))
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known here: " + String.join(", ", known));
        throw new ConfigurationException(
            "unknown key '%s' in %s, line %d; %s"
                .formatted(unknown, file, entry.getValue().line(), remedy));
      }
    }
  }

  private ConfigurationException refused(String what, Node node, String allowed) {
    return new ConfigurationException(
        "%s in %s, line %d, is %s, but must be %s"
            .formatted(what, file, node.line(), Values.shown(node), allowed));
  }

  private static String key(String path) {
    return "key '" + path + "'";
  }
}
