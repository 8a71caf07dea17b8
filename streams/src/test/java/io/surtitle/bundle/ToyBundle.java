package io.surtitle.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The small bundle of the test resources, and copies of it to damage. */
public final class ToyBundle {

  /** Of {@link #copyWithPlaceholders}. */
  public static final PlaceholderSpec PLACEHOLDERS =
      new PlaceholderSpec(
          List.of("\uE000", "\uE001", "\uE002", "\uE003"),
          List.of("\uE010", "\uE011", "\uE012", "\uE013"));

  private ToyBundle() {}

  /** The bundle itself. Nothing may be written there. */
  public static Path directory() {
    return resource("/toy-bundle");
  }

  /** Expected outputs of the bundle. */
  public static Path golden() {
    return resource("/toy-golden.json");
  }

  /**
   * The characters of a text that the network decides, to compare golden texts with captions.
   * Spaces and capitals are those of the language, which its own tests check.
   */
  public static String characters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\h\\s]+", "");
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

  /**
   * Copies the bundle and makes four of its tokens placeholders for names, and four for numbers.
   * What the network writes has no sense before, and has none afterwards.
   */
  public static Path copyWithPlaceholders(Path copy) {
    copyTo(copy);
    List<String> marks = PLACEHOLDERS.names();
    List<String> numbers = PLACEHOLDERS.numbers();
    edit(
        copy.resolve("tokenizer.json"),
        json -> {
          String text = new String(json, StandardCharsets.UTF_8);
          for (int i = 0; i < marks.size(); i++) { // bytes that UTF-8 has no use for
            text = text.replace("<0xF%X>".formatted(5 + i), marks.get(i));
            text = text.replace("<0xF%X>".formatted(9 + i), numbers.get(i));
          }
          return text.getBytes(StandardCharsets.UTF_8);
        });
    editManifest(
        copy,
        manifest -> manifest.set("placeholders", JsonMapper.shared().valueToTree(PLACEHOLDERS)));
    sign(copy);
    return copy;
  }

  /** Makes the manifest say what the files of the copy are now. */
  public static void sign(Path copy) {
    editManifest(
        copy,
        manifest -> manifest.withArray("files").forEach(file -> sign(copy, (ObjectNode) file)));
  }

  /** Makes a manifest state a quality of one of its languages, and returns it. */
  public static ObjectNode measure(ObjectNode manifest, String language, double chrf) {
    manifest
        .withObject("/quality")
        .putObject(language)
        .put("chrf", chrf)
        .put("waitK", 3)
        .put("set", "broadcast")
        .put("sentences", 342)
        .put("date", "2026-11-27");
    return manifest;
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
