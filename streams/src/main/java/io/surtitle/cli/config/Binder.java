package io.surtitle.cli.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds YAML nodes to configuration records, and explains in one sentence what does not fit. */
final class Binder {
  private static final String BUNDLES =
      "java.util.List<%s>".formatted(ListedBundle.class.getName());

  private final String file;
  private final Values values;

  /**
   * Creates a binder for one file.
   *
   * @param file its name, for messages
   * @param directory base of relative paths
   */
  Binder(String file, Path directory) {
    this.file = file;
    this.values = new Values(directory);
  }

  /**
   * Copies {@code defaults} with the values that {@code node} sets.
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
      throw refused(path.isEmpty() ? "the document" : key(path), node, "keys with values");
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
    if (component.getGenericType().getTypeName().equals(BUNDLES)) {
      return bundles(node, path);
    }
    try {
      return values.convert(node, component.getType(), standard);
    } catch (Values.Mismatch e) {
      String deeper = e.key() == null ? path : Keys.join(path, e.key());
      throw refused(key(deeper), e.node(), e.allowed());
    }
  }

  private List<ListedBundle> bundles(Node node, String path) {
    if (!(node instanceof Node.Sequence sequence)) {
      throw refused(key(path), node, ListedBundle.FORM);
    }
    return sequence.items().stream().map(item -> bundle(item, path)).toList();
  }

  private ListedBundle bundle(Node item, String path) {
    if (item instanceof Node.Scalar) {
      return new ListedBundle(null, values.path(item));
    }
    if (!(item instanceof Node.Mapping)) {
      throw refused(key(path), item, ListedBundle.FORM);
    }
    ListedBundle bundle = bind(item, ListedBundle.EMPTY, path);
    if (bundle.directory().equals(ListedBundle.EMPTY.directory())) {
      throw new ConfigurationException(
          "an entry of key '%s' in %s, line %d, has no key 'directory'; add the bundle's"
              .formatted(path, file, item.line()));
    }
    return bundle;
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
      throw new IllegalStateException("the constructor of " + defaults.getClass() + " failed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot create " + defaults.getClass(), e);
    }
  }

  private static @Nullable Object read(RecordComponent component, Record from) {
    try {
      return component.getAccessor().invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private void requireKnown(Node.Mapping mapping, RecordComponent[] components, String path) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
      if (!known.contains(entry.getKey())) {
        String unknown = Keys.join(path, entry.getKey());
        String remedy =
            Nearest.to(unknown, suggestions(path))
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known here: " + String.join(", ", known));
        throw new ConfigurationException(
            "unknown key '%s' in %s, line %d; %s"
                .formatted(unknown, file, entry.getValue().line(), remedy));
      }
    }
  }

  /** Keys to suggest; none for an entry of a list, which has only a few. */
  private static List<String> suggestions(String path) {
    List<String> keys = Keys.of(Configuration.class);
    boolean section =
        path.isEmpty() || keys.stream().anyMatch(key -> key.startsWith(Keys.join(path, "")));
    return section ? keys : List.of();
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
