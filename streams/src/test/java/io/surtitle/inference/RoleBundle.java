package io.surtitle.inference;

import io.surtitle.bundle.Bundle;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;

/** Small graphs of the test resources that have inputs of every role. */
final class RoleBundle {
  private RoleBundle() {}

  /** Nothing may be written there. */
  static Path directory() {
    URL url = RoleBundle.class.getResource("/role-bundle");
    try {
      return Path.of(Objects.requireNonNull(url).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Model model() {
    return Model.load(Bundle.load(directory()), 1);
  }

  static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] floats(float... values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    wrap(bytes).asFloatBuffer().put(values);
    return bytes;
  }
}
