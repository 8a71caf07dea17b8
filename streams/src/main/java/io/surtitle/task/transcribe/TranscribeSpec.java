package io.surtitle.task.transcribe;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.FileSpec;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.Role;
import io.surtitle.bundle.StateSpec;
import io.surtitle.bundle.TensorSpec;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recogniser as its bundle describes it, fit to be run.
 *
 * @param keys of the manifest
 * @param labels that it writes
 * @param input of its graph that takes a chunk
 * @param stateBytes of the graph's states
 * @param tailBytes of the samples that the graph carries
 * @param ngrams a language model over words, if it has one
 * @param languageModel the graph of its recurrent language model, if it has one
 */
record TranscribeSpec(
    TranscribeKeys keys,
    Labels labels,
    String input,
    int stateBytes,
    int tailBytes,
    @Nullable Ngrams ngrams,
    @Nullable GraphSpec languageModel) {

  /**
   * Reads a bundle.
   *
   * @throws BundleException if it is no recogniser
   */
  static TranscribeSpec of(Bundle bundle) {
    bundle.requireTask(List.of(Transcribe.TASK));
    TranscribeKeys keys =
        bundle
            .manifest()
            .keys()
            .read(TranscribeKeys.class, TranscribeKeys.OBJECT, TranscribeKeys.DEFAULTS);
    try {
      GraphSpec graph = bundle.manifest().graph(Transcribe.RECOGNIZER);
      TensorSpec input = chunk(graph, keys.audio().chunk());
      Labels labels = new Labels(keys.transcribe().labels());
      requireRows(graph.output(keys.transcribe().output()), keys, labels);
      int tail = GraphSpec.tailBytes(input);
      return new TranscribeSpec(
          keys,
          labels,
          input.name(),
          graph.stateBytes() - tail,
          tail,
          ngrams(bundle, keys.transcribe().ngram()),
          languageModel(bundle, labels));
    } catch (IllegalArgumentException e) {
      throw bundle.unfit("is no recogniser, " + e.getMessage());
    }
  }

  private static TensorSpec chunk(GraphSpec graph, int chunk) {
    List<TensorSpec> given = given(graph);
    if (given.size() == 1 && given.get(0).role() instanceof Role.Chunk role) {
      TensorSpec input = given.get(0);
      if (input.type() == ElementType.FLOAT32
          && input.shape().size() == 2
          && !input.isOpen(1)
          && input.size(1) == role.carried() + chunk) {
        return input;
      }
    }
    throw new IllegalArgumentException(
        "its inputs beside states and constants are %s, not one chunk of %d float32"
            .formatted(
                given.stream().map(each -> each.name() + " " + each.form()).toList(), chunk));
  }

  private static List<TensorSpec> given(GraphSpec graph) {
    List<String> states = graph.states().stream().map(StateSpec::input).toList();
    return graph.inputs().stream()
        .filter(input -> !states.contains(input.name()))
        .filter(input -> !(input.role() instanceof Role.Constant))
        .toList();
  }

  private static void requireRows(TensorSpec output, TranscribeKeys keys, Labels labels) {
    int rows = keys.audio().chunk() / keys.transcribe().frame();
    boolean whole = rows * keys.transcribe().frame() == keys.audio().chunk();
    if (!whole
        || output.type() != ElementType.FLOAT32
        || output.fixedSize() != rows * labels.size()) {
      throw new IllegalArgumentException(
          "its output %s is %s, not float32 of %d labels for each %d of %d samples"
              .formatted(
                  output.name(),
                  output.form(),
                  labels.size(),
                  keys.transcribe().frame(),
                  keys.audio().chunk()));
    }
  }

  private static @Nullable Ngrams ngrams(Bundle bundle, String file) {
    if (file.isEmpty()) {
      return null;
    }
    List<String> listed = bundle.manifest().files().stream().map(FileSpec::name).toList();
    if (!listed.contains(file)) {
      throw new IllegalArgumentException("its n-grams '%s' are no file of it".formatted(file));
    }
    try {
      return Arpa.read(bundle.file(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "its n-grams '%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static @Nullable GraphSpec languageModel(Bundle bundle, Labels labels) {
    GraphSpec graph = bundle.manifest().graphs().get(Transcribe.LANGUAGE_MODEL);
    if (graph != null) {
      boolean fits =
          given(graph).stream().map(TensorSpec::name).toList().equals(List.of(Transcribe.TOKEN))
              && graph.output(Transcribe.NEXT).fixedSize() == labels.size();
      if (!fits) {
        throw new IllegalArgumentException(
            "its language model is not from '%s' to '%s' of %d labels"
                .formatted(Transcribe.TOKEN, Transcribe.NEXT, labels.size()));
      }
    }
    return graph;
  }

  /** The same with another beam, unless that is null. */
  TranscribeSpec with(@Nullable Integer beam) {
    return beam == null
        ? this
        : new TranscribeSpec(
            keys.with(beam), labels, input, stateBytes, tailBytes, ngrams, languageModel);
  }

  /** What language models add, if the manifest says that they count. */
  Scoring scoring() {
    TranscribeKeys.Recognition from = keys.transcribe();
    return from.beam() == 1
        ? Scoring.NONE
        : new Scoring(
            ngrams,
            from.lmWeight(),
            from.wordBonus(),
            languageModel == null ? 0 : from.rnnWeight());
  }

  /** Bytes that the recurrent language model keeps of a hypothesis, if it is used. */
  int historyBytes() {
    return scoring().isRecurrent() && languageModel != null ? languageModel.stateBytes() : 0;
  }
}
