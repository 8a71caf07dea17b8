package io.surtitle.benchmarks.subject;

import io.surtitle.bundle.Bundle;
import io.surtitle.cli.wiring.Translation;
import io.surtitle.decoding.Policy;
import io.surtitle.event.CaptionJson;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import io.surtitle.task.translate.CaptionOutlet;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.Update;
import java.nio.file.Path;
import java.util.List;

/**
 * A model and its rules, loaded in the same way for all subjects.
 *
 * @param bundle as shipped
 * @param model its graphs, with one thread per run on a CPU: stream threads share the cores
 * @param translation with the policy that the model was made for
 */
public record Speech(Bundle bundle, Model model, Translation translation) implements AutoCloseable {

  /** Loads all bundles that a subject's settings name. */
  public static List<Speech> loadAll(SubjectSettings settings, RunObserver observer) {
    return settings.packs().stream().map(pack -> load(settings, pack, observer)).toList();
  }

  /**
   * Loads the only bundle.
   *
   * @throws IllegalArgumentException if the settings name several
   */
  public static Speech loadOnly(SubjectSettings settings, RunObserver observer) {
    if (settings.packs().size() != 1) {
      throw new IllegalArgumentException("a baseline takes one bundle, not " + settings.packs());
    }
    return load(settings, settings.packs().get(0), observer);
  }

  private static Speech load(SubjectSettings settings, Pack pack, RunObserver observer) {
    Bundle bundle = Bundle.load(Path.of(pack.bundle()));
    Policy policy = Policy.waitK(bundle.manifest().policy().waitK());
    return new Speech(
        bundle,
        Model.load(bundle, settings.runs(), observer),
        new Translation(
            pack.operator(),
            bundle,
            policy,
            settings.beam(),
            pack.rows(),
            Translate.MAX_TOKENS,
            settings.snapshot()));
  }

  /** The JSON of a caption for the baselines, as the engine sends it but without its headers. */
  public byte[] caption(String stream, Update update) {
    long now = System.currentTimeMillis();
    return CaptionJson.encode(CaptionOutlet.caption(stream, update, now));
  }

  @Override
  public void close() {
    model.close();
  }
}
