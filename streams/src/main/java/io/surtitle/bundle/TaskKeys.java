package io.surtitle.bundle;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys of a manifest that only its task knows, beside those that every bundle has. Each task
 * reads them as a record of its own, whose constructor throws IllegalArgumentException where the
 * values make no sense.
 */
public final class TaskKeys {
  private final Path file;
  private final ObjectNode keys;
  private final Map<Class<?>, Object> read = new ConcurrentHashMap<>();

  TaskKeys(Path file, ObjectNode keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * All keys as a record: no key unknown, none missing, none null.
   *
   * @throws BundleException if they are not what the record demands
   */
  public <T extends Record> T read(Class<T> type) {
    return read(type, "", Map.of());
  }

  /**
   * The same, where some keys may be left out.
   *
   * @param object the key whose value is an object that may lack them
   * @param defaults what they are then
   */
  public <T extends Record> T read(Class<T> type, String object, Map<String, Object> defaults) {
    return type.cast(
        read.computeIfAbsent(
            type, any -> ManifestReader.read(file, filled(object, defaults), type)));
  }

  private ObjectNode filled(String object, Map<String, Object> defaults) {
    ObjectNode filled = keys.deepCopy();
    if (filled.path(object) instanceof ObjectNode part) {
      defaults.forEach((key, value) -> fill(part, key, value));
    }
    return filled;
  }

  private static void fill(ObjectNode part, String key, Object value) {
    if (!part.has(key)) {
      part.putPOJO(key, value);
    }
  }
}
