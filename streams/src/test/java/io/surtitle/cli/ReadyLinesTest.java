package io.surtitle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyLinesTest {
  @Test
  void linesWithAnyEnd() throws IOException {
    ReadyLines lines = new ReadyLines(bytes("\uFEFFone\r\n\ntwo \uFEFF\nthree"));

    assertThat(lines.next(10)).containsExactly("one", "", "two \uFEFF");
    assertThat(lines.next(10)).containsExactly("three");
    assertThat(lines.next(10)).isEmpty();
  }

  @Test
  void atMostAsManyAsAskedFor() throws IOException {
    ReadyLines lines = new ReadyLines(bytes("a\nb\nc\n"));

    assertThat(lines.next(2)).containsExactly("a", "b");
    assertThat(lines.next(2)).containsExactly("c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 8191, 8192, 8193, 50_000})
  void linesOfAnyLength(int length) throws IOException {
    String line = "\u00E9".repeat(length);
    ReadyLines lines = new ReadyLines(bytes(line + "\n" + line + "\n"));

    List<String> read = new ArrayList<>(lines.next(1));
    read.addAll(lines.next(1));

    assertThat(read).containsExactly(line, line);
  }

  @Test
  void aFinishedLineDoesNotWaitForTheNext() throws IOException {
    try (PipedOutputStream typed = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(typed)) {
      typed.write("done\nhalf".getBytes(StandardCharsets.UTF_8));

      List<String> read = new ReadyLines(in).next(10);

      assertThat(read).containsExactly("done");
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
