package io.surtitle.cli;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Manifest;
import io.surtitle.cli.config.WaitK;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that was found sound, its graphs open.
 *
 * @param languages the target languages in use, in order
 */
record LoadedModel(Bundle bundle, Model model, List<String> languages) implements AutoCloseable {

  /**
   * Loads a bundle.
   *
   * @param directory null for the shipped one
   * @param languages target languages; empty for all of the bundle
   * @param threads that share the work of one run
   * @param observer is told of every run
   * @throws io.surtitle.bundle.BundleException if the bundle is not sound
   * @throws UsageException if it lacks a language
   */
  static LoadedModel load(
      @Nullable Path directory, List<String> languages, int threads, RunObserver observer) {
    Bundle bundle = Bundle.load(directory == null ? Installation.bundle() : directory);
    List<String> chosen = Languages.choose(bundle.manifest(), languages);
    return new LoadedModel(bundle, Model.load(bundle, threads, observer), chosen);
  }

  /** The policy asked for, or that which the model was made for. */
  Policy policy(@Nullable WaitK asked) {
    int usual = bundle.manifest().policy().waitK();
    return (asked == null ? WaitK.of(usual) : asked).policy();
  }

  /** One line for a person. */
  String describe() {
    Manifest manifest = bundle.manifest();
    return "%s %s, %s to %s"
        .formatted(
            manifest.name(), manifest.version(), manifest.source(), String.join(", ", languages));
  }

  @Override
  public void close() {
    model.close();
  }
}
