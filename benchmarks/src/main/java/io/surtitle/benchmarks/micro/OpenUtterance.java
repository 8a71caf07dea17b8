package io.surtitle.benchmarks.micro;

import io.surtitle.batching.Translator;
import io.surtitle.batching.Turn;
import io.surtitle.benchmarks.load.Script;
import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Policy;
import io.surtitle.inference.Model;
import io.surtitle.session.Input;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Session;
import java.nio.file.Path;
import java.util.List;

/** A session in the middle of the broadcast's first sentence. */
public final class OpenUtterance {
  private static final String BUNDLE = "surtitle.bundle";
  private static final int WORDS = 10;

  private OpenUtterance() {}

  /** The bundle that the command found, in this or in the parent's process. */
  public static Bundle bundle() {
    return Bundle.load(Path.of(System.getProperty(BUNDLE, "models/live-translate")));
  }

  /** All target languages, no search, the policy that the model was made for. */
  public static Interpreter interpreter(Bundle bundle) {
    Policy policy = Policy.waitK(bundle.manifest().policy().waitK());
    List<String> targets = bundle.manifest().targets();
    return new Interpreter(bundle, policy, 1, targets, Interpreter.MAX_TOKENS);
  }

  /** The session. */
  public static Session session(Bundle bundle, Interpreter interpreter) {
    Session session = interpreter.fresh(-1, -1);
    try (Model model = Model.load(bundle, 1)) {
      Translator translator = new Translator(model, interpreter);
      for (int word = 0; word < WORDS; word++) {
        String text = Script.broadcast().word(0, word);
        Input input = new Input(text, false, word, -1, -1, 0);
        translator.advance(List.of(new Turn(session, input)));
      }
    }
    return session;
  }
}
