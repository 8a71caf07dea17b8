package io.surtitle.bundle;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys of a role's object, each of which is read once. */
final class RoleKeys {
  private final Map<String, Object> left;

  RoleKeys(Map<String, Object> keys) {
    this.left = new TreeMap<>(keys);
  }

  String text(String key) {
    String text = textOrNull(key);
    Rules.require(text != null, "a role has no key '%s'".formatted(key));
    return String.valueOf(text);
  }

  @Nullable String textOrNull(String key) {
    Object value = left.remove(key);
    Rules.require(
        value == null || value instanceof String,
        "the key '%s' of a role is %s, not a text".formatted(key, value));
    return (String) value;
  }

  int integer(String key, int otherwise) {
    Object value = left.containsKey(key) ? left.remove(key) : Integer.valueOf(otherwise);
    if (value instanceof Integer integer) {
      return integer;
    }
    throw new IllegalArgumentException(
        "the key '%s' of a role is %s, not an integer".formatted(key, value));
  }

  Number number(String key) {
    Rules.require(left.containsKey(key), "a role has no key '%s'".formatted(key));
    Object value = left.remove(key);
    if (value instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException(
        "the key '%s' of a role is %s, not a number".formatted(key, value));
  }

  void requireAllRead(String kind) {
    Rules.require(
        left.isEmpty(), "a role of the kind '%s' has no keys %s".formatted(kind, left.keySet()));
  }
}
