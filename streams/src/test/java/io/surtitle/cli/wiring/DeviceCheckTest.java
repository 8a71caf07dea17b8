package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationReader;
import io.surtitle.doctor.Finding;
import io.surtitle.doctor.Finding.Level;
import io.surtitle.inference.DeviceChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceCheckTest {
  @TempDir private Path directory;

  @Test
  void tellsTheDevice() throws IOException {
    assertThat(find(DeviceChoice.CPU, ToyBundle.directory()).line())
        .startsWith("OK    on this machine bundles run on cpu (ONNX Runtime 1.");
  }

  @Test
  void failsWhereTheWantedOneCannotBeHad() throws IOException {
    assumeFalse(OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA));

    Finding finding = find(DeviceChoice.CUDA, ToyBundle.directory());

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.text()).startsWith("model.device is cuda, but");
  }

  @Test
  void failsWithABundleThatCannotBeLoaded() throws IOException {
    Path damaged = ToyBundle.copyTo(directory.resolve("damaged"));
    ToyBundle.edit(damaged.resolve("encoder.onnx"), bytes -> new byte[100]);

    assertThat(find(DeviceChoice.AUTO, damaged).line())
        .startsWith("FAIL  ")
        .contains("encoder.onnx");
  }

  private Finding find(DeviceChoice device, Path bundle) throws IOException {
    Path file = directory.resolve("surtitle.yaml");
    String name = device.toString().toLowerCase(Locale.ROOT);
    Files.writeString(file, "model: {device: %s, bundle: '%s'}".formatted(name, bundle));
    Configuration configuration = ConfigurationReader.read(file);
    return DeviceCheck.find(
        configuration, BundleChoice.of(configuration.model(), List.of(), "captions.languages"));
  }
}
