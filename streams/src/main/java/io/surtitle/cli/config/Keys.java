package io.surtitle.cli.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The keys that records make: {@code section.key}. */
final class Keys {
  private Keys() {}

  /** Paths of all sections and keys of a record; a map's own keys are anything. */
  static List<String> of(Class<?> type) {
    return below(type, "");
  }

  private static List<String> below(Class<?> type, String path) {
    List<String> keys = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = join(path, component.getName());
      keys.add(key);
      if (isSection(component.getType())) {
        keys.addAll(below(component.getType(), key));
      }
    }
    return keys;
  }

  /** Whether values of this type are keys in turn. */
  static boolean isSection(Class<?> type) {
    return Section.class.isAssignableFrom(type);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
