package io.surtitle.benchmarks.subject;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Policy;
import io.surtitle.event.CaptionJson;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Update;
import io.surtitle.topology.Captions;
import java.nio.file.Path;

/**
 * The model and its rules, loaded alike for all subjects.
 *
 * @param bundle as shipped
 * @param model its graphs, one thread a run: the cores are shared out by stream threads
 * @param interpreter with the policy that the model was made for
 */
public record Speech(Bundle bundle, Model model, Interpreter interpreter) implements AutoCloseable {

  /** Loads all that a subject's settings name. */
  public static Speech load(SubjectSettings settings, RunObserver observer) {
    Bundle bundle = Bundle.load(Path.of(settings.bundle()));
    Policy policy = Policy.waitK(bundle.manifest().policy().waitK());
    return new Speech(
        bundle,
        Model.load(bundle, 1, observer),
        new Interpreter(bundle, policy, settings.beam(), settings.rows(), Interpreter.MAX_TOKENS));
  }

  /** The JSON of a caption, for the baselines: what the engine sends, without its headers. */
  public byte[] caption(String stream, Update update) {
    long now = System.currentTimeMillis();
    return CaptionJson.encode(Captions.of(bundle.manifest(), stream, update, now));
  }

  @Override
  public void close() {
    model.close();
  }
}
