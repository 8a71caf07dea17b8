package io.surtitle.task.transcribe;

import io.surtitle.bundle.Bundle;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.Pcm;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.List;

/** A program that hears a few words with the bundle in a directory, and prints them. */
final class TranscribeAlone {
  private TranscribeAlone() {}

  public static void main(String[] args) {
    Bundle bundle = Bundle.load(Path.of(args[0]));
    Transcribe transcribe = new Transcribe(bundle, null, TranscribeSettings.DEFAULT);
    Pcm words = Pcm.of(Letters.audio().say("a pair of shoes").samples(), Letters.RATE);
    try (Model model = Model.load(bundle, 1)) {
      Input<Pcm> input = Input.of(words, true, 0, -1, -1, 0);
      Turn<Said> turn = transcribe.begin("s", transcribe.fresh(Taken.nothing()), input);
      new WaveEngine(model, transcribe.graphs()).run(List.of(turn));
      turn.outputs().forEach(said -> System.out.println(said.text()));
    }
  }
}
