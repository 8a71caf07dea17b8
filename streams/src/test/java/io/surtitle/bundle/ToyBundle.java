package io.surtitle.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The small bundle of the test resources, and copies of it to damage. */
public final class ToyBundle {

  private ToyBundle() {}

  /** The bundle itself. Nothing may be written there. */
  public static Path directory() {
    return resource("/toy-bundle");
  }

  /** Expected outputs of the bundle. */
  public static Path golden() {
    return resource("/toy-golden.json");
  }

  /** Copies the bundle to a directory that does not exist yet, and returns that. */
  public static Path copyTo(Path copy) {
    try (Stream<Path> files = Files.list(directory())) {
      Files.createDirectories(copy);
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the manifest of a copy. */
  public static void editManifest(Path copy, Consumer<ObjectNode> change) {
    edit(
        copy.resolve(Bundle.MANIFEST),
        json -> {
          ObjectNode manifest = (ObjectNode) JsonMapper.shared().readTree(json);
          change.accept(manifest);
          return JsonMapper.shared().writeValueAsBytes(manifest);
        });
  }

  /** Changes a file of a copy and not what the manifest says of it. */
  public static void edit(Path file, UnaryOperator<byte[]> change) {
    try {
      Files.write(file, change.apply(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the manifest say what the files of the copy are now. */
  public static void sign(Path copy) {
    editManifest(
        copy,
        manifest -> manifest.withArray("files").forEach(file -> sign(copy, (ObjectNode) file)));
  }

  /** A part of the manifest by its keys and indices, such as {@code "graphs", "encoder"}. */
  public static ObjectNode at(JsonNode manifest, String... keys) {
    JsonNode node = manifest;
    for (String key : List.of(keys)) {
      node = node.isArray() ? node.path(Integer.parseInt(key)) : node.path(key);
    }
    return (ObjectNode) node;
  }

  private static void sign(Path copy, ObjectNode file) {
    edit(
        copy.resolve(file.path("name").asString()),
        content -> {
          byte[] hash = FileCheck.sha256().digest(content);
          file.put("sha256", HexFormat.of().formatHex(hash)).put("bytes", content.length);
          return content;
        });
  }

  private static Path resource(String name) {
    URL url = ToyBundle.class.getResource(name);
    try {
      return Path.of(Objects.requireNonNull(url, name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
