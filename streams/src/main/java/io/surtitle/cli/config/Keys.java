package io.surtitle.cli.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Keys of a configuration record, as in {@code section.key}. */
final class Keys {
  private Keys() {}

  /** Paths of all sections and keys of a record; not the keys of a map, which are arbitrary. */
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

  /** Whether the components of this type are keys. */
  static boolean isSection(Class<?> type) {
    return Section.class.isAssignableFrom(type);
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
