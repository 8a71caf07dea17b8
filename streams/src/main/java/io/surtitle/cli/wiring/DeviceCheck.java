package io.surtitle.cli.wiring;

import io.surtitle.bundle.BundleException;
import io.surtitle.cli.config.Configuration;
import io.surtitle.doctor.Finding;
import io.surtitle.doctor.Finding.Level;
import io.surtitle.inference.DeviceException;
import io.surtitle.inference.OnnxRuntime;
import io.surtitle.inference.RunObserver;

/** What bundles run on, on this machine. */
public final class DeviceCheck {
  private DeviceCheck() {}

  /** Loads the first bundle of a choice, and runs its graphs once if that may be on a GPU. */
  public static Finding find(Configuration configuration, BundleChoice choice) {
    ChosenBundle first = choice.bundles().get(0);
    int cores = Runtime.getRuntime().availableProcessors();
    try (LoadedModel loaded =
        LoadedModel.load(first, configuration.runs(cores), RunObserver.NONE)) {
      String runs =
          "on this machine bundles run on %s (ONNX Runtime %s)"
              .formatted(loaded.model().device(), OnnxRuntime.version());
      String passedOver = loaded.model().passedOver();
      return passedOver.isEmpty()
          ? new Finding(Level.OK, runs, "")
          : new Finding(
              Level.WARN,
              "%s, since %s".formatted(runs, passedOver),
              "see with nvidia-smi that there is a GPU, or set model.device to cpu");
    } catch (DeviceException | BundleException e) {
      return new Finding(Level.FAIL, String.valueOf(e.getMessage()), "");
    }
  }
}
