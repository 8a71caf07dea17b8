package io.surtitle.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bundle's {@code surtitle.json}, sound in itself.
 *
 * @param format version of this format: 1
 * @param name the model's name, kept across versions
 * @param task what the graphs do, such as {@value #TRANSLATE}
 * @param rank among bundles for the same purpose, the one with the highest rank is preferred; 0 if
 *     missing
 * @param graphs by name, such as {@code encoder}
 * @param files every file of the bundle except the manifest
 * @param keys what only the task knows
 */
public record Manifest(
    int format,
    String name,
    String version,
    String task,
    int rank,
    Map<String, GraphSpec> graphs,
    List<FileSpec> files,
    TaskKeys keys) {

  /** The task whose keys are {@link TranslateKeys}. */
  public static final String TRANSLATE = "translate";

  public Manifest {
    graphs = Map.copyOf(graphs);
    files = List.copyOf(files);
    Rules.requireText(name, "the model");
    Rules.require(!graphs.isEmpty(), "there is no graph");
    List<String> listed = files.stream().map(FileSpec::name).toList();
    Rules.requireDistinct(listed, "files");
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

  /** Throws BundleException if the task is another than {@value #TRANSLATE}; so do all below. */
  public TranslateKeys translation() {
    return keys.read(TranslateKeys.class);
  }

  /** {@link TranslateKeys#source}. */
  public String source() {
    return translation().source();
  }

  /** {@link TranslateKeys#targets}. */
  public List<String> targets() {
    return translation().targets();
  }

  /** {@link TranslateKeys#tokenizer}. */
  public TokenizerSpec tokenizer() {
    return translation().tokenizer();
  }

  /** {@link TranslateKeys#carryEncoderState}. */
  public boolean carryEncoderState() {
    return translation().carryEncoderState();
  }

  /** {@link TranslateKeys#policy}. */
  public PolicySpec policy() {
    return translation().policy();
  }

  /** {@link TranslateKeys#placeholders}. */
  public PlaceholderSpec placeholders() {
    return translation().placeholders();
  }

  /** How well it translates into a language; empty if that was not measured. */
  public Optional<Quality> quality(String language) {
    return Optional.ofNullable(translation().quality().get(language));
  }

  private static void requireListed(List<String> listed, String file) {
    Rules.require(listed.contains(file), "'%s' is in use but not listed in files".formatted(file));
  }

  /** Throws IllegalArgumentException unless the files hold one of this name. */
  void requireListed(String file) {
    requireListed(files.stream().map(FileSpec::name).toList(), file);
  }
}
