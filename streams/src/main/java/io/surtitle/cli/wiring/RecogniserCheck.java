package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.cli.config.Configuration;
import io.surtitle.doctor.Finding;
import io.surtitle.doctor.Finding.Level;
import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.engine.WaveEngine;
import io.surtitle.event.Pcm;
import io.surtitle.inference.InferenceException;
import io.surtitle.inference.Model;
import io.surtitle.task.audio.AudioWatch;
import io.surtitle.task.transcribe.Said;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the bundles that transcribe load, and hear nothing in a second of silence. */
public final class RecogniserCheck {
  private static final String VERIFY = "run 'surtitle models verify', and install it again";

  private RecogniserCheck() {}

  /** Tries the recognisers that a configuration uses; nothing if there are none. */
  public static List<Finding> of(Configuration configuration, BundleChoice choice) {
    return choice.bundles().stream()
        .filter(each -> each.task().equals(Transcribe.TASK))
        .map(each -> tried(each, configuration))
        .toList();
  }

  private static Finding tried(ChosenBundle chosen, Configuration configuration) {
    List<Model> models = new ArrayList<>();
    try {
      Bundle recogniser = Bundle.load(chosen.directory());
      models.add(Model.load(recogniser, 1));
      Path directory = configuration.speech().voice();
      Bundle voice = directory == null ? null : Bundle.load(directory);
      if (voice != null) {
        models.add(Model.load(voice, 1));
      }
      TranscribeSettings settings =
          new TranscribeSettings(
              configuration.speech().silence(), configuration.speech().longest(), null);
      Transcribe transcribe = new Transcribe(recogniser, voice, settings, AudioWatch.NONE);
      return heard(chosen.operator(), silence(transcribe, models));
    } catch (BundleException | InferenceException e) {
      return new Finding(
          Level.FAIL,
          "%s: recognises nothing: %s".formatted(chosen.operator(), e.getMessage()),
          VERIFY);
    } finally {
      models.forEach(Model::close);
    }
  }

  private static List<Said> silence(Transcribe transcribe, List<Model> models) {
    Pcm second = Pcm.of(new short[transcribe.rate()], transcribe.rate());
    Turn<Said> turn =
        transcribe.begin(
            "doctor", transcribe.fresh(Taken.nothing()), Input.of(second, true, 0, -1, -1, 0));
    new WaveEngine(models, transcribe.graphs()).run(List.of(turn));
    return turn.outputs();
  }

  private static Finding heard(String operator, List<Said> said) {
    return said.isEmpty()
        ? new Finding(Level.OK, operator + ": loads, and hears nothing in a second of silence", "")
        : new Finding(
            Level.WARN,
            "%s: hears '%s' in a second of silence".formatted(operator, said.get(0).text()),
            "use another bundle that transcribes");
  }
}
