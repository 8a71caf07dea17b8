package io.surtitle.bundle;

import java.util.List;
import java.util.Map;

/**
 * A bundle's {@code surtitle.json}, sound in itself.
 *
 * @param format version of this format: 1
 * @param name the model's name, kept across versions
 * @param task what the graphs do, such as {@code translate}
 * @param source BCP 47 tag of the language that goes in
 * @param targets BCP 47 tags of the languages that come out; a language's id is its index here
 * @param graphs by name, such as {@code encoder}
 * @param carryEncoderState whether an utterance starts from the encoder state of the one before
 * @param files every file of the bundle except the manifest
 * @param placeholders what the model was taught to copy; none where the manifest does not say
 */
public record Manifest(
    int format,
    String name,
    String version,
    String task,
    String source,
    List<String> targets,
    TokenizerSpec tokenizer,
    Map<String, GraphSpec> graphs,
    boolean carryEncoderState,
    PolicySpec policy,
    List<FileSpec> files,
    PlaceholderSpec placeholders) {

  public Manifest {
    targets = List.copyOf(targets);
    graphs = Map.copyOf(graphs);
    files = List.copyOf(files);
    Rules.requireText(name, "the model");
    Rules.requireLanguage(source);
    targets.forEach(Rules::requireLanguage);
    Rules.requireDistinct(targets, "targets");
    Rules.require(!graphs.isEmpty(), "there is no graph");
    List<String> listed = files.stream().map(FileSpec::name).toList();
    Rules.requireDistinct(listed, "files");
    requireListed(listed, tokenizer.file());
    graphs.values().forEach(graph -> requireListed(listed, graph.file()));
  }

  /** Throws IllegalArgumentException if the bundle has no such graph. */
  public GraphSpec graph(String name) {
    GraphSpec graph = graphs.get(name);
    if (graph == null) {
      throw new IllegalArgumentException("there is no graph '" + name + "'");
    }
    return graph;
  }

  private static void requireListed(List<String> listed, String file) {
    Rules.require(listed.contains(file), "'%s' is in use but not listed in files".formatted(file));
  }
}
