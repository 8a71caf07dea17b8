package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.Manifest;
import io.surtitle.cli.config.WaitK;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import io.surtitle.inference.RunSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verified bundle with its graphs loaded.
 *
 * @param operator id of its operator, which its state stores are named by
 * @param languages target languages in use, in order
 */
public record LoadedModel(String operator, Bundle bundle, Model model, List<String> languages)
    implements AutoCloseable {

  /**
   * Loads a bundle.
   *
   * @param observer notified of every run
   * @throws io.surtitle.bundle.BundleException if the bundle is not sound
   * @throws io.surtitle.inference.DeviceException if the wanted device cannot be used
   */
  public static LoadedModel load(ChosenBundle chosen, RunSettings runs, RunObserver observer) {
    Bundle bundle = Bundle.load(chosen.directory());
    bundle.requireTask(Pipelines.TASKS);
    Model model = Model.load(bundle, runs, observer);
    return new LoadedModel(chosen.operator(), bundle, model, chosen.languages());
  }

  /** The requested policy, or the one that the model was trained for. */
  public Policy policy(@Nullable WaitK asked) {
    int usual = bundle.manifest().policy().waitK();
    return (asked == null ? WaitK.of(usual) : asked).policy();
  }

  /** Name, version and languages on one line. */
  public String describe() {
    Manifest manifest = bundle.manifest();
    String does =
        languages.isEmpty()
            ? manifest.task()
            : "%s to %s".formatted(manifest.source(), String.join(", ", languages));
    return "%s %s, %s".formatted(manifest.name(), manifest.version(), does);
  }

  @Override
  public void close() {
    model.close();
  }
}
