package io.surtitle.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Roles of inputs, and the keys of a task. */
class RoleTest {
  private static final Path FILE = Path.of("models/roles/surtitle.json");

  private final ObjectNode roles = read("/role-bundle/surtitle.json");

  /** Keys that the manifest has. */
  record Keys(Settings settings) {}

  record Settings(double threshold) {
    Settings {
      if (threshold > 1) {
        throw new IllegalArgumentException("the threshold is above 1");
      }
    }
  }

  /** Keys that it has not. */
  record OtherKeys(Settings settings, String event) {}

  @Test
  void readsEveryRole() {
    Manifest manifest = manifest();
    GraphSpec window = manifest.graph("window");
    GraphSpec ragged = manifest.graph("ragged");

    assertThat(window.input("samples").role()).isEqualTo(new Role.Chunk(null, 2));
    assertThat(window.input("bias").role()).isEqualTo(Role.VALUE);
    assertThat(window.input("mix").role()).isEqualTo(Role.VALUE);
    assertThat(window.input("rate").role()).isEqualTo(new Role.Constant(16000));
    assertThat(ragged.input("tokens").role()).isEqualTo(new Role.Chunk("lengths", 0));
    assertThat(ragged.lengths()).containsExactly("lengths", "counts");
    assertThat(manifest.graph("shared").input("memory").role())
        .isEqualTo(new Role.Shared("which", 4));
    assertThat(window.stateBytes()).isEqualTo(8 * 4 + 8 + 3 * 2 + 2 * 4);
    assertThat(manifest.graph("shared").stateBytes()).isZero();
  }

  @Test
  void translationBundleWithoutRolesHasTheUsualOnes() {
    Manifest toy = ManifestReader.read(FILE, bytes(read("/toy-bundle/surtitle.json")));

    assertThat(toy.graph("encoder").input("tokens").role()).isEqualTo(new Role.Chunk("lengths", 0));
    assertThat(toy.graph("decoder").input("memory").role())
        .isEqualTo(new Role.Shared("session", 4));
    assertThat(toy.graph("decoder").input("session").role()).isEqualTo(Role.VALUE);
    assertThat(toy.graph("decoder").stateBytes()).isEqualTo(4 * 32 * 4);
  }

  @Test
  void taskReadsItsKeysAsARecord() {
    assertThat(manifest().task()).isEqualTo("test");
    assertThat(manifest().keys().read(Keys.class).settings().threshold()).isEqualTo(0.5);
  }

  @Test
  void taskRefusesKeysItDoesNotKnowOrMisses() {
    assertThatThrownBy(() -> manifest().keys().read(OtherKeys.class))
        .isInstanceOf(BundleException.class)
        .hasMessage("%s has no key 'event'%s.", FILE, AGAIN);
    roles.put("mood", "good");
    assertThatThrownBy(() -> manifest().keys().read(Keys.class))
        .isInstanceOf(BundleException.class)
        .hasMessage("%s has an unknown key 'mood'%s.", FILE, AGAIN);
    roles.remove("mood");
    roles.putObject("settings").put("threshold", 2);
    assertThatThrownBy(() -> manifest().keys().read(Keys.class))
        .isInstanceOf(BundleException.class)
        .hasMessage("%s is not sound, the threshold is above 1 (at 'settings')%s.", FILE, AGAIN);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("UNSOUND")
  void refuses(String sentence, Consumer<ObjectNode> change) {
    change.accept(ToyBundle.at(roles, "graphs"));

    assertThatThrownBy(this::manifest)
        .isInstanceOf(BundleException.class)
        .hasMessage("%s is not sound, %s%s.", FILE, sentence, AGAIN);
  }

  private static final String AGAIN = ": export the bundle again with surtitle-export";
  private static final String IN_SAMPLES = " (at 'graphs.window.inputs[0].role')";

  static final List<Arguments> UNSOUND =
      List.of(
          unsound(
              "role 'chunks' is not one of value, chunk, shared, constant" + IN_SAMPLES,
              graphs -> role(graphs, "window", 0).put("kind", "chunks")),
          unsound(
              "a role has no key 'kind'" + IN_SAMPLES,
              graphs -> role(graphs, "window", 0).remove("kind")),
          unsound(
              "a role of the kind 'chunk' has no keys [carries]" + IN_SAMPLES,
              graphs -> role(graphs, "window", 0).put("carries", 3)),
          unsound(
              "the key 'carried' of a role is 1.5, not an integer" + IN_SAMPLES,
              graphs -> role(graphs, "window", 0).put("carried", 1.5)),
          unsound(
              "a chunk cannot carry -1 positions" + IN_SAMPLES,
              graphs -> role(graphs, "window", 0).put("carried", -1)),
          unsound(
              "a chunk has either lengths or carried positions" + IN_SAMPLES,
              graphs -> role(graphs, "window", 0).put("lengths", "count")),
          unsound(
              "input samples is float32[batch,6], too short for a chunk that carries 6 positions"
                  + " (at 'graphs.window')",
              graphs -> role(graphs, "window", 0).put("carried", 6)),
          unsound(
              "input samples is float32[batch,6] where a chunk with lengths has rows along axis 0,"
                  + " positions along axis 1 and otherwise fixed axes (at 'graphs.window')",
              graphs -> role(graphs, "window", 0).put("lengths", "count").put("carried", 0)),
          unsound(
              "input tokens is int32[rows,time] where a chunk without lengths has rows along axis 0"
                  + " and otherwise fixed axes (at 'graphs.ragged')",
              graphs -> role(graphs, "ragged", 0).remove("lengths")),
          unsound(
              "the lengths of input tokens are in 'length', which is no integer input [rows]"
                  + " (at 'graphs.ragged')",
              graphs -> role(graphs, "ragged", 0).put("lengths", "length")),
          unsound(
              "there are two chunks whose lengths are in the input named 'counts'"
                  + " (at 'graphs.ragged')",
              graphs -> role(graphs, "ragged", 0).put("lengths", "counts")),
          unsound(
              "input lengths, as a state or the lengths of a chunk, can have no role"
                  + " (at 'graphs.ragged')",
              graphs ->
                  input(graphs, "ragged", 1)
                      .putObject("role")
                      .put("kind", "constant")
                      .put("value", 1)),
          unsound(
              "the constant 16000.5 of input rate is no int64 (at 'graphs.window')",
              graphs -> role(graphs, "window", 3).put("value", 16000.5)),
          unsound(
              "the key 'value' of a role is many, not a number"
                  + " (at 'graphs.window.inputs[3].role')",
              graphs -> role(graphs, "window", 3).put("value", "many")),
          unsound(
              "input rate is int64[] where a value has rows along axis 0 and otherwise fixed axes"
                  + " (at 'graphs.window')",
              graphs -> input(graphs, "window", 3).remove("role")),
          unsound(
              "the index of input memory is in 'who', which is no input of one integer a row"
                  + " (at 'graphs.shared')",
              graphs -> role(graphs, "shared", 0).put("index", "who")),
          unsound(
              "a multiple is 0, not at least 1 (at 'graphs.shared.inputs[0].role')",
              graphs -> role(graphs, "shared", 0).put("multiple", 0)),
          unsound(
              "input memory is float32[memories,positions,3] where a value has rows along axis 0"
                  + " and otherwise fixed axes (at 'graphs.shared')",
              graphs -> input(graphs, "shared", 0).remove("role")),
          unsound(
              "output sum, as an output, can have no role (at 'graphs.shared')",
              graphs ->
                  ToyBundle.at(graphs, "shared", "outputs", "0")
                      .putObject("role")
                      .put("kind", "chunk")));

  private static Arguments unsound(String fault, Consumer<ObjectNode> change) {
    return Arguments.of(fault, change);
  }

  private static ObjectNode input(ObjectNode graphs, String graph, int index) {
    return (ObjectNode) ((ArrayNode) graphs.path(graph).path("inputs")).get(index);
  }

  private static ObjectNode role(ObjectNode graphs, String graph, int index) {
    return (ObjectNode) input(graphs, graph, index).path("role");
  }

  private Manifest manifest() {
    return ManifestReader.read(FILE, bytes(roles));
  }

  private static byte[] bytes(ObjectNode manifest) {
    return JsonMapper.shared().writeValueAsBytes(manifest);
  }

  private static ObjectNode read(String resource) {
    try {
      URL url = Objects.requireNonNull(RoleTest.class.getResource(resource));
      return (ObjectNode) JsonMapper.shared().readTree(Files.readAllBytes(Path.of(url.getPath())));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
