package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.PolicySpec;
import io.surtitle.bundle.StateSpec;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.decoding.Choices;
import io.surtitle.decoding.Loops;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The graphs, run from Java, say what they said to the exporter. */
class GoldenBundleTest {

  private static final Bundle BUNDLE = Bundle.load(ToyBundle.directory());
  private static final Model MODEL = Model.load(BUNDLE, 1);
  private static final Loops LOOPS = new Loops(BUNDLE.tokenizer());
  private static final int FULL = 1 << 20;

  @AfterAll
  static void close() {
    MODEL.close();
  }

  static Stream<JsonNode> sentences() throws IOException {
    byte[] golden = Files.readAllBytes(ToyBundle.golden());
    return JsonMapper.shared().readTree(golden).path("sentences").valueStream();
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void tokenizerGivesTheSameIds(JsonNode sentence) {
    int[] ids = BUNDLE.tokenizer().encode(sentence.path("text").asString());

    IntStream withEnd =
        IntStream.concat(Arrays.stream(ids), IntStream.of(BUNDLE.tokenizer().end()));
    assertThat(withEnd.boxed().toList()).isEqualTo(ints(sentence.path("source")));
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void greedyWaitKGivesTheSameTokensAndDelays(JsonNode sentence) {
    int[] source = sentence.path("source").valueStream().mapToInt(JsonNode::asInt).toArray();
    for (String wait : List.of("1", "3", "full")) {
      int k = wait.equals("full") ? FULL : Integer.parseInt(wait);
      for (String language : BUNDLE.manifest().targets()) {
        JsonNode expected = sentence.path("waitK").path(wait).path(language);

        Hypothesis actual = translate(source, language, k);

        assertThat(actual.ids()).as(language).isEqualTo(ints(expected.path("ids")));
        assertThat(actual.delays()).as(language).isEqualTo(ints(expected.path("delays")));
      }
    }
  }

  private record Hypothesis(List<Integer> ids, List<Integer> delays) {}

  /** Wait-k for one row; an end that comes before the whole source is visible is a read. */
  private static Hypothesis translate(int[] source, String language, int k) {
    PolicySpec policy = BUNDLE.manifest().policy();
    int limit = (int) (policy.maxOutputRatio() * source.length) + policy.maxOutputExtra();
    Hypothesis written = new Hypothesis(new ArrayList<>(), new ArrayList<>());
    GraphRun decoder = decoder(encode(source), source.length, language);
    int extra = 0;
    int token = BUNDLE.tokenizer().begin();
    while (written.ids().size() < limit) {
      int visible = Math.min(written.ids().size() + k + extra, source.length);
      decoder.longs("token", 1).put(token);
      decoder.longs("visible", 1).put(visible);
      decoder.run();
      int best = best(written.ids(), decoder);
      if (best != BUNDLE.tokenizer().end()) {
        written.ids().add(best);
        written.delays().add(visible);
        carry(decoder);
        token = best;
      } else if (visible == source.length) {
        break;
      } else {
        extra++;
      }
    }
    return written;
  }

  private static int best(List<Integer> written, GraphRun decoder) {
    int[] ids = new int[4];
    Arrays.setAll(ids, i -> (int) decoder.longOutput("top_ids").get(i));
    int[] tokens = written.stream().mapToInt(Integer::intValue).toArray();
    return LOOPS.without(tokens, new Choices(ids, new float[ids.length])).ids()[0];
  }

  private static FloatBuffer encode(int[] source) {
    GraphRun encoder = MODEL.graph("encoder").run();
    encoder.ints("lengths", 1).put(source.length);
    Arrays.stream(source).forEach(encoder.longs("tokens", 1, source.length)::put);
    zeroStates(encoder, "encoder");
    encoder.run();
    return encoder.floatOutput("memory");
  }

  private static GraphRun decoder(FloatBuffer memory, int positions, String language) {
    GraphRun decoder = MODEL.graph("decoder").run();
    decoder.longs("language", 1).put(BUNDLE.manifest().targets().indexOf(language));
    decoder.longs("session", 1).put(0);
    decoder.floats("memory", 1, positions, memory.remaining() / positions).put(memory);
    zeroStates(decoder, "decoder");
    return decoder;
  }

  private static void zeroStates(GraphRun run, String graph) {
    Graph opened = MODEL.graph(graph);
    for (int i = 0; i < opened.spec().states().size(); i++) {
      int size = opened.spec().stateSizes().get(i);
      run.floats(opened.spec().states().get(i).input(), 1, size).put(new float[size]);
    }
  }

  private static void carry(GraphRun decoder) {
    for (StateSpec state : BUNDLE.manifest().graph("decoder").states()) {
      FloatBuffer next = decoder.floatOutput(state.output());
      decoder.floats(state.input(), 1, next.remaining()).put(next);
    }
  }

  private static List<Integer> ints(JsonNode array) {
    return array.valueStream().map(JsonNode::asInt).toList();
  }
}
