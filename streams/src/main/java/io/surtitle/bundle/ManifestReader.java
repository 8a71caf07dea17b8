package io.surtitle.bundle;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a manifest strictly: no key unknown, none missing, none null, none twice. Only {@code
 * placeholders}, {@code quality}, {@code rank} and the roles of tensors may be left out.
 */
final class ManifestReader {

  private static final int FORMAT = 1;
  private static final String PLACEHOLDERS = "placeholders";
  private static final String RANK = "rank";

  /** Keys of every manifest, whatever its task. */
  private static final Set<String> COMMON =
      Set.of("format", "name", "version", "task", RANK, "graphs", "files");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .changeDefaultNullHandling(nulls -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .build();

  private ManifestReader() {}

  /** Throws BundleException, naming {@code file}, if {@code json} is no sound manifest. */
  static Manifest read(Path file, byte[] json) {
    ObjectNode tree = parse(file, json);
    // First of all: in another format every other complaint would mislead.
    JsonNode format = tree.path("format");
    if (!format.isMissingNode() && !(format.isInt() && format.intValue() == FORMAT)) {
      throw new BundleException(
          file,
          "has the format %s where this version reads format %d".formatted(format, FORMAT),
          "use a surtitle that reads it, or " + BundleException.EXPORT_AGAIN);
    }
    DefaultRoles.fill(tree);
    ObjectNode keys = tree.deepCopy().remove(COMMON);
    ObjectNode common = tree.retain(COMMON);
    if (!common.has(RANK)) {
      common.put(RANK, 0);
    }
    common.putPOJO("keys", new TaskKeys(file, keys));
    Manifest manifest = read(file, common, Manifest.class);
    if (manifest.task().equals(Manifest.TRANSLATE)) {
      checkTranslation(file, manifest, keys);
    }
    return manifest;
  }

  private static void checkTranslation(Path file, Manifest manifest, ObjectNode keys) {
    if (!keys.has(PLACEHOLDERS)) {
      keys.putPOJO(PLACEHOLDERS, PlaceholderSpec.NONE);
    }
    if (!keys.has(Quality.KEY)) {
      keys.putObject(Quality.KEY);
    }
    try {
      manifest.requireListed(manifest.tokenizer().file());
    } catch (IllegalArgumentException e) {
      String fault = "is not sound, " + e.getMessage();
      throw new BundleException(file, fault, BundleException.EXPORT_AGAIN, e);
    }
  }

  /** Throws BundleException, naming {@code file}, unless the tree is exactly such a record. */
  static <T> T read(Path file, ObjectNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JacksonException e) {
      throw new BundleException(file, fault(tree, e), BundleException.EXPORT_AGAIN, e);
    }
  }

  private static ObjectNode parse(Path file, byte[] json) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode tree) {
        return tree;
      }
      throw new BundleException(file, "is no JSON object", BundleException.COPY_AGAIN);
    } catch (JacksonException e) {
      String where = "at line %d".formatted(e.getLocation().getLineNr());
      String fault = "is not JSON (%s, %s)".formatted(firstLine(e.getOriginalMessage()), where);
      throw new BundleException(file, fault, BundleException.COPY_AGAIN, e);
    }
  }

  private static String fault(JsonNode tree, JacksonException e) {
    String key = key(e.getPath());
    if (e instanceof UnrecognizedPropertyException) {
      return "has an unknown key '%s'".formatted(key);
    }
    if (e instanceof ValueInstantiationException && e.getCause() != null) {
      String place = key.isEmpty() ? "" : " (at '%s')".formatted(key);
      return "is not sound, " + e.getCause().getMessage() + place;
    }
    return at(tree, e.getPath()).isMissingNode()
        ? "has no key '%s'".formatted(key)
        : "has the wrong kind of value at '%s'".formatted(key);
  }

  private static JsonNode at(JsonNode tree, List<JacksonException.Reference> path) {
    JsonNode node = tree;
    for (JacksonException.Reference step : path) {
      node =
          step.getPropertyName() == null
              ? node.path(step.getIndex())
              : node.path(step.getPropertyName());
    }
    return node;
  }

  /** Such as {@code graphs.encoder.inputs[0].type}. */
  private static String key(List<JacksonException.Reference> path) {
    StringBuilder key = new StringBuilder();
    for (JacksonException.Reference step : path) {
      if (step.getPropertyName() == null) {
        key.append('[').append(step.getIndex()).append(']');
      } else {
        key.append(key.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return key.toString();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
