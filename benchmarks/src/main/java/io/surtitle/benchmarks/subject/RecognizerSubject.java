package io.surtitle.benchmarks.subject;

import io.surtitle.bundle.Bundle;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.AudioSource;
import io.surtitle.inference.Model;
import io.surtitle.inference.RunObserver;
import io.surtitle.metrics.EngineMeters;
import io.surtitle.task.transcribe.TextOutlet;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import io.surtitle.topology.OperatorSpec;
import io.surtitle.topology.Pipeline;
import java.nio.file.Path;
import java.util.List;

/** Surtitle with a bundle that transcribes. */
final class RecognizerSubject {
  private static final int MOST_BYTES = 1 << 20;

  private RecognizerSubject() {}

  static AutoCloseable start(SubjectSettings settings, RunObserver observer, Path directory) {
    Pack pack = settings.packs().get(0);
    Bundle bundle = Bundle.load(Path.of(pack.bundle()));
    Model model = Model.load(bundle, settings.runs(), observer);
    Transcribe transcribe = new Transcribe(bundle, null, TranscribeSettings.DEFAULT);
    String text = settings.captions() + settings.targets().get(0);
    AutoCloseable streams =
        EngineSubject.start(
            settings,
            Pipeline.audio(
                new AudioSource(settings.text(), MOST_BYTES),
                List.of(
                    new OperatorSpec<>(
                        pack.operator(),
                        table -> transcribe,
                        () -> new WaveEngine(model, transcribe.graphs()),
                        new TextOutlet(text, pack.operator(), transcribe, EngineMeters.none()),
                        "its bundle"))),
            model.batching(),
            directory);
    return () -> {
      streams.close();
      model.close();
    };
  }
}
