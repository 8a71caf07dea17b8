package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxRuntimeTest {

  /** Builds that can report their use know this variable, and do so unless it is set. */
  @ParameterizedTest
  @ValueSource(strings = {"linux-x64/libonnxruntime.so", "linux-aarch64/libonnxruntime.so"})
  void cannotReportItsUse(String library) throws IOException {
    String path = "/ai/onnxruntime/native/" + library;
    byte[] content;
    try (InputStream in = OrtEnvironment.class.getResourceAsStream(path)) {
      content = Objects.requireNonNull(in, path).readAllBytes();
    }

    boolean reports =
        new String(content, StandardCharsets.ISO_8859_1).contains("ORT_DISABLE_TELEMETRY");

    assertThat(reports).isFalse();
  }
}
