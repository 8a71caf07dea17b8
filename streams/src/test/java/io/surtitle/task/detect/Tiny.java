package io.surtitle.task.detect;

import io.surtitle.bundle.Bundle;
import io.surtitle.inference.Model;
import java.nio.file.Path;

/** The tiny detector, loaded once; it hears harmonics as speech. */
final class Tiny {
  static final Bundle BUNDLE = Bundle.load(Path.of("../models/tiny-detect"));
  static final Model MODEL = Model.load(BUNDLE, 1);

  private Tiny() {}
}
