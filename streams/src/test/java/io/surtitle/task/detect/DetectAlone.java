package io.surtitle.task.detect;

import io.surtitle.bundle.Bundle;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.Pcm;
import io.surtitle.inference.Model;
import java.nio.file.Path;
import java.util.List;

/** A program that hears a voice with the bundle in a directory, and prints what it detects. */
final class DetectAlone {
  private DetectAlone() {}

  public static void main(String[] args) {
    Bundle bundle = Bundle.load(Path.of(args[0]));
    Detect detect = new Detect(bundle);
    Pcm voice = Pcm.of(Sounds.voice(1_000, 150), Sounds.RATE);
    try (Model model = Model.load(bundle, 1)) {
      Input<Pcm> input = Input.of(voice, true, 0, -1, -1, 0);
      Turn<Detection> turn = detect.begin("s", detect.fresh(Taken.nothing()), input);
      new WaveEngine(model, detect.graphs()).run(List.of(turn));
      turn.outputs().forEach(detection -> System.out.println(detection.phase()));
    }
  }
}
