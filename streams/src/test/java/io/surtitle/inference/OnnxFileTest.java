package io.surtitle.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.ToyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxFileTest {

  @TempDir private Path temp;

  @Test
  void readsOpsetOfRealFile() throws IOException {
    long opset = OnnxFile.opset(ToyBundle.directory().resolve("encoder.onnx"));

    assertThat(opset).isEqualTo(18);
  }

  @ParameterizedTest
  @CsvSource({
    "08 09 42 02 10 12, 18", // ir_version 9; version 18
    "42 0a 0a 08 61 69 2e 6d 69 63 72 6f 42 02 10 13, 19", // first a set of "ai.micro"
    "42 0b 0a 07 61 69 2e 6f 6e 6e 78 10 14, 20", // "ai.onnx" is the default
    "3a 02 ff ff 15 00 00 00 00 11 00 00 00 00 00 00 00 00 42 03 10 80 01, 128", // others skipped
  })
  void readsOpset(String hex, long expected) throws IOException {
    long opset = OnnxFile.opset(file(hex));

    assertThat(opset).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'', it imports no operator set",
    "08 09, it imports no operator set",
    "3a 05 00, it ends too early",
    "42 05 10, it ends too early",
    "42 ff, it ends too early",
    "42 ff ff ff ff 0f, its import of operators is damaged",
    "00, it is no Protocol Buffers message",
    "0f, it is no Protocol Buffers message",
    "3a ff ff ff ff ff ff ff ff ff 01, it is no Protocol Buffers message",
    "08 ff ff ff ff ff ff ff ff ff ff, it is no Protocol Buffers message",
  })
  void refuses(String hex, String message) throws IOException {
    Path file = file(hex);

    assertThatThrownBy(() -> OnnxFile.opset(file)).hasMessage(message);
  }

  private Path file(String hex) throws IOException {
    byte[] content = HexFormat.of().parseHex(hex.replace(" ", ""));
    return Files.write(temp.resolve("model.onnx"), content);
  }
}
