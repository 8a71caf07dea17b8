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
    return type.cast(read.computeIfAbsent(type, any -> ManifestReader.read(file, keys, type)));
  }
}
