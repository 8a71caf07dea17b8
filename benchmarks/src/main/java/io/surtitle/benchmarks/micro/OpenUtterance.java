package io.surtitle.benchmarks.micro;

import io.surtitle.benchmarks.load.Script;
import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Policy;
import io.surtitle.engine.Engine;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.WaveEngine;
import io.surtitle.inference.Model;
import io.surtitle.task.translate.Translate;
import io.surtitle.task.translate.TranslateSession;
import java.nio.file.Path;
import java.util.List;

/** A session in the middle of the broadcast's first sentence. */
public final class OpenUtterance {
  private static final String BUNDLE = "surtitle.bundle";
  private static final int WORDS = 10;

  private OpenUtterance() {}

  /** The bundle that the command found, in this process or its parent. */
  public static Bundle bundle() {
    return Bundle.load(Path.of(System.getProperty(BUNDLE, "models/live-translate")));
  }

  /** All target languages, no search, the model's own policy. */
  public static Translate translate(Bundle bundle) {
    Policy policy = Policy.waitK(bundle.manifest().policy().waitK());
    List<String> targets = bundle.manifest().targets();
    return new Translate(bundle, policy, 1, targets, Translate.MAX_TOKENS);
  }

  /** The session. */
  public static TranslateSession session(Bundle bundle, Translate translate) {
    TranslateSession session = translate.fresh(Taken.nothing());
    try (Model model = Model.load(bundle, 1)) {
      Engine engine = new WaveEngine(model, translate.graphs());
      for (int word = 0; word < WORDS; word++) {
        String text = Script.broadcast().word(0, word);
        Input<String> input = Input.of(text, false, word, -1, -1, 0);
        engine.run(List.of(translate.begin("game", session, input)));
      }
    }
    return session;
  }
}
