package io.surtitle.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ManifestReaderTest {

  private static final Path FILE = Path.of("models/toy/surtitle.json");

  private final ObjectNode toy = toy();

  @Test
  void readsEveryKey() {
    Manifest manifest = ManifestReader.read(FILE, bytes(toy));

    assertThat(manifest.name()).isEqualTo("toy");
    assertThat(manifest.task()).isEqualTo("translate");
    assertThat(manifest.source()).isEqualTo("en");
    assertThat(manifest.targets()).containsExactly("fr", "de", "es");
    assertThat(manifest.tokenizer())
        .isEqualTo(new TokenizerSpec("tokenizer.json", "huggingface-tokenizers", 1, 2));
    assertThat(manifest.carryEncoderState()).isFalse();
    assertThat(manifest.policy()).isEqualTo(new PolicySpec(3, 2.0, 10));
    assertThat(manifest.files()).extracting(FileSpec::name).contains("encoder.onnx");
    assertThat(manifest.placeholders().areThere()).isFalse();
  }

  @Test
  void readsPlaceholders() {
    placeholders(toy, "\uE000", "\uE010");

    assertThat(ManifestReader.read(FILE, bytes(toy)).placeholders())
        .isEqualTo(new PlaceholderSpec(List.of("\uE000"), List.of("\uE010")));
  }

  @Test
  void readsQuality() {
    quality(toy, "fr");

    Manifest manifest = ManifestReader.read(FILE, bytes(toy));

    assertThat(manifest.quality("fr"))
        .contains(new Quality(42, 3, "broadcast", 342, LocalDate.of(2026, 11, 27)));
    assertThat(manifest.quality("de")).isEmpty();
  }

  private static ObjectNode quality(ObjectNode manifest, String language) {
    return at(ToyBundle.measure(manifest, language, 42), "quality", language);
  }

  private static void placeholders(ObjectNode manifest, String name, String number) {
    ObjectNode placeholders = manifest.putObject("placeholders");
    placeholders.putArray("names").add(name);
    placeholders.putArray("numbers").add(number);
  }

  @Test
  void readsFormsOfTensors() {
    GraphSpec decoder = ManifestReader.read(FILE, bytes(toy)).graph("decoder");

    assertThat(decoder.opset()).isEqualTo(18);
    assertThat(decoder.input("memory").form()).isEqualTo("float32[sessions,positions,33]");
    assertThat(decoder.output("top_ids").form()).isEqualTo("int64[rows,4]");
    assertThat(decoder.output("top_ids").width()).isEqualTo(4);
    assertThat(decoder.states()).contains(new StateSpec("state3", "new_state3", 0));
    assertThat(decoder.stateSizes()).isEqualTo(List.of(32, 32, 32, 32));
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("UNSOUND")
  void refuses(String sentence, Consumer<ObjectNode> change) {
    change.accept(toy);

    assertThatThrownBy(() -> ManifestReader.read(FILE, bytes(toy)))
        .isInstanceOf(BundleException.class)
        .hasMessage("%s %s.", FILE, sentence);
  }

  private static final String AGAIN = ": export the bundle again with surtitle-export";

  static final List<Arguments> UNSOUND =
      List.of(
          unsound("has no key 'name'", toy -> toy.remove("name")),
          unsound("has no key 'policy.waitK'", toy -> at(toy, "policy").remove("waitK")),
          unsound(
              "has no key 'graphs.encoder.inputs[0].type'",
              toy -> at(toy, "graphs", "encoder", "inputs", "0").remove("type")),
          unsound("has no key 'format'", toy -> toy.remove("format")),
          unsound("has an unknown key 'polcy'", toy -> toy.put("polcy", 1)),
          unsound(
              "has an unknown key 'graphs.encoder.opsets'",
              toy -> at(toy, "graphs", "encoder").put("opsets", 1)),
          unsound(
              "has the wrong kind of value at 'policy.waitK'",
              toy -> at(toy, "policy").put("waitK", "3")),
          unsound(
              "has the wrong kind of value at 'policy.waitK'",
              toy -> at(toy, "policy").put("waitK", 3.5)),
          unsound("has the wrong kind of value at 'source'", toy -> toy.putNull("source")),
          unsound(
              "has the wrong kind of value at 'targets[3]'",
              toy -> array(toy, "targets").addNull()),
          unsound(
              "is not sound, waitK is 0, not at least 1 (at 'policy')",
              toy -> at(toy, "policy").put("waitK", 0)),
          unsound(
              "is not sound, tokenizer library 'sentencepiece' is not known, only"
                  + " 'huggingface-tokenizers' is (at 'tokenizer')",
              toy -> at(toy, "tokenizer").put("library", "sentencepiece")),
          unsound(
              "is not sound, 'f r' is not a BCP 47 language tag",
              toy -> array(toy, "targets").add("f r")),
          unsound(
              "is not sound, there are two targets named 'fr'",
              toy -> array(toy, "targets").add("fr")),
          unsound(
              "is not sound, 'other.onnx' is in use but not listed in files",
              toy -> at(toy, "graphs", "encoder").put("file", "other.onnx")),
          unsound(
              "is not sound, '../x' is not the name of a file inside the bundle (at 'files[0]')",
              toy -> at(toy, "files", "0").put("name", "../x")),
          unsound(
              "is not sound, '/x' is not the name of a file inside the bundle (at 'files[0]')",
              toy -> at(toy, "files", "0").put("name", "/x")),
          unsound(
              "is not sound, element type 'bfloat16' is not one of float16, float32, int32,"
                  + " int64 (at 'graphs.encoder.inputs[0].type')",
              toy -> at(toy, "graphs", "encoder", "inputs", "0").put("type", "bfloat16")),
          unsound(
              "is not sound, an axis cannot have the size 0"
                  + " (at 'graphs.encoder.inputs[0].shape[2]')",
              toy -> array(at(toy, "graphs", "encoder", "inputs", "0"), "shape").add(0)),
          unsound(
              "is not sound, state state0 is float32[sessions,32] but its successor new_state0 is"
                  + " float32[sessions,64] (at 'graphs.encoder')",
              toy -> array(at(toy, "graphs", "encoder", "outputs", "0"), "shape").set(1, 64)),
          unsound(
              "is not sound, state state0 has no batch axis 2 (at 'graphs.encoder')",
              toy -> at(toy, "graphs", "encoder", "states", "0").put("batchAxis", 2)),
          unsound(
              "is not sound, state state0 is float32[sessions,32] where only the batch axis, 1, may"
                  + " have no fixed size (at 'graphs.encoder')",
              toy -> at(toy, "graphs", "encoder", "states", "0").put("batchAxis", 1)),
          unsound(
              "is not sound, there is no output 'gone' (at 'graphs.encoder')",
              toy -> at(toy, "graphs", "encoder", "states", "0").put("output", "gone")),
          unsound(
              "is not sound, the placeholder 'Tom' is not one character for private use"
                  + " (at 'placeholders')",
              toy -> placeholders(toy, "\uE000", "Tom")),
          unsound(
              "is not sound, there are two placeholders named 'U+E000' (at 'placeholders')",
              toy -> placeholders(toy, "\uE000", "\uE000")),
          unsound(
              "is not sound, it has placeholders for names or numbers only (at 'placeholders')",
              toy -> {
                placeholders(toy, "\uE000", "\uE001");
                array(at(toy, "placeholders"), "numbers").removeAll();
              }),
          unsound(
              "is not sound, it has a quality of 'it', which is none of its targets",
              toy -> quality(toy, "it")),
          unsound("has no key 'quality.fr.set'", toy -> quality(toy, "fr").remove("set")),
          unsound(
              "has an unknown key 'quality.fr.bleu'", toy -> quality(toy, "fr").put("bleu", 20)),
          unsound(
              "has the wrong kind of value at 'quality.fr.date'",
              toy -> quality(toy, "fr").put("date", "27.11.2026")),
          unsound(
              "has the wrong kind of value at 'quality.fr.chrf'",
              toy -> quality(toy, "fr").put("chrf", "42")),
          unsound(
              "is not sound, chrf is 142.0, not 0 to 100 (at 'quality.fr')",
              toy -> quality(toy, "fr").put("chrf", 142)),
          unsound(
              "is not sound, sentences is 0, not at least 1 (at 'quality.fr')",
              toy -> quality(toy, "fr").put("sentences", 0)),
          unsound("has the wrong kind of value at 'quality'", toy -> toy.putArray("quality")),
          unsound(
              "is not sound, axis 'beams' of output top_ids is of no input (at 'graphs.decoder')",
              toy -> array(at(toy, "graphs", "decoder", "outputs", "4"), "shape").set(1, "beams")));

  private static Arguments unsound(String fault, Consumer<ObjectNode> change) {
    return Arguments.of(fault + AGAIN, change);
  }

  @Test
  void refusesAnotherFormatBeforeAllElse() {
    toy.put("format", 2).put("something", "new").remove("graphs");

    assertThatThrownBy(() -> ManifestReader.read(FILE, bytes(toy)))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "%s has the format 2 where this version reads format 1: use a surtitle that reads it,"
                + " or export the bundle again with surtitle-export.",
            FILE);
  }

  static Stream<String> noJson() {
    return Stream.of("", "{", "{\"format\":1,\"format\":1}", "[1] [2]", "null", "[]", "7");
  }

  @ParameterizedTest
  @MethodSource
  void noJson(String text) {
    assertThatThrownBy(() -> ManifestReader.read(FILE, text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BundleException.class)
        .hasMessageMatching(
            FILE + " is (no JSON object|not JSON \\(.*\\)): copy the bundle again, whole\\.")
        .hasMessageNotContaining("\n");
  }

  private static ObjectNode at(JsonNode manifest, String... keys) {
    return ToyBundle.at(manifest, keys);
  }

  private static ArrayNode array(ObjectNode owner, String key) {
    return (ArrayNode) owner.path(key);
  }

  private static byte[] bytes(ObjectNode manifest) {
    return JsonMapper.shared().writeValueAsBytes(manifest);
  }

  private static ObjectNode toy() {
    try {
      byte[] json = Files.readAllBytes(ToyBundle.directory().resolve(Bundle.MANIFEST));
      return (ObjectNode) JsonMapper.shared().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
