package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.ToyBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ModelTest {

  private static final String AGAIN = ": export the bundle again with surtitle-export.";

  @TempDir private Path temp;
  private Path copy = Path.of("");

  @BeforeEach
  void copy() {
    copy = ToyBundle.copyTo(temp.resolve("bundle"));
  }

  @Test
  void opensEveryGraph() {
    try (Model model = Model.load(Bundle.load(copy), 1)) {
      assertThat(model.graph("encoder").spec().opset()).isEqualTo(18);
      assertThat(model.graph("decoder").spec().stateSizes().get(3)).isEqualTo(32);
      assertThatThrownBy(() -> model.graph("vocoder"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no graph 'vocoder', only [decoder, encoder]");
    }
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("BROKEN_WORDS")
  void refusesGraphThatIsNotWhatTheManifestSays(String fault, Consumer<ObjectNode> change) {
    ToyBundle.editManifest(copy, toy -> change.accept(ToyBundle.at(toy, "graphs", "encoder")));

    assertRefused(fault + AGAIN);
  }

  static final List<Arguments> BROKEN_WORDS =
      List.of(
          broken("has opset 18 where the manifest says 17", graph -> graph.put("opset", 17)),
          broken(
              "has no input 'words', which the manifest lists",
              graph -> {
                tensor(graph, "inputs", "tokens")
                    .putObject("role")
                    .put("kind", "chunk")
                    .put("lengths", "words");
                tensor(graph, "inputs", "lengths").put("name", "words");
              }),
          broken(
              "has no output 'words', which the manifest lists",
              graph -> tensor(graph, "outputs", "memory").put("name", "words")),
          broken(
              "has inputs that the manifest does not list, [lengths]",
              graph -> {
                ((ArrayNode) graph.path("inputs")).remove(1);
                shape(tensor(graph, "inputs", "tokens")).set(1, 1);
                shape(tensor(graph, "outputs", "memory")).set(1, 1);
              }),
          broken(
              "has the input lengths as int32[sessions] where the manifest says int64[sessions]",
              graph -> tensor(graph, "inputs", "lengths").put("type", "int64")),
          broken(
              "has the input tokens as int64[sessions,time] where the manifest says"
                  + " int64[sessions,words]",
              graph -> {
                shape(tensor(graph, "inputs", "tokens")).set(1, "words");
                shape(tensor(graph, "outputs", "memory")).set(1, "words");
              }),
          broken(
              "has the output memory as float32[sessions,time,33] where the manifest says"
                  + " float32[sessions,time]",
              graph -> shape(tensor(graph, "outputs", "memory")).remove(2)),
          broken(
              "has the input state1 as float32[sessions,32] where the manifest says"
                  + " float32[sessions,64]",
              graph -> {
                shape(tensor(graph, "inputs", "state1")).set(1, 64);
                shape(tensor(graph, "outputs", "new_state1")).set(1, 64);
              }));

  @Test
  void refusesFileThatIsNoGraph() {
    ToyBundle.edit(
        copy.resolve("encoder.onnx"), content -> "hello".getBytes(StandardCharsets.UTF_8));
    ToyBundle.sign(copy);

    assertRefused("is no ONNX file (it is no Protocol Buffers message)" + AGAIN);
  }

  @Test
  void refusesGraphThatEndsTooEarly() {
    ToyBundle.edit(
        copy.resolve("encoder.onnx"), content -> Arrays.copyOf(content, content.length / 2));
    ToyBundle.sign(copy);

    assertRefused("is no ONNX file (it ends too early)" + AGAIN);
  }

  @Test
  void refusesGraphThatCannotBeLoaded() {
    ToyBundle.edit(copy.resolve("encoder.onnx"), ModelTest::renameOperators);
    ToyBundle.sign(copy);

    assertThatThrownBy(() -> Model.load(Bundle.load(copy), 1))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(
            copy.resolve("encoder.onnx") + " is no graph that ONNX Runtime can load (")
        .hasMessageEndingWith(AGAIN)
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesToRunOnNoThread() {
    Bundle bundle = Bundle.load(copy);

    assertThatThrownBy(() -> Model.load(bundle, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertRefused(String sentence) {
    Bundle bundle = Bundle.load(copy);
    assertThatThrownBy(() -> Model.load(bundle, 1))
        .isInstanceOf(BundleException.class)
        .hasMessage("%s %s", copy.resolve("encoder.onnx"), sentence);
  }

  private static Arguments broken(String fault, Consumer<ObjectNode> change) {
    return Arguments.of(fault, change);
  }

  private static ObjectNode tensor(ObjectNode graph, String kind, String name) {
    return (ObjectNode)
        graph
            .path(kind)
            .valueStream()
            .filter(tensor -> tensor.path("name").asString().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static ArrayNode shape(ObjectNode tensor) {
    return (ArrayNode) tensor.path("shape");
  }

  /** A sound message of an operator that does not exist. */
  private static byte[] renameOperators(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return text.replace("\"\4LSTM", "\"\4LSTX").getBytes(StandardCharsets.ISO_8859_1);
  }
}
