package io.surtitle.cli.terminal;

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

    assertThat(texts(lines.next(10))).containsExactly("one", "", "two \uFEFF");
    assertThat(texts(lines.next(10))).containsExactly("three");
    assertThat(lines.next(10)).isEmpty();
  }

  @Test
  void atMostAsManyAsAskedFor() throws IOException {
    ReadyLines lines = new ReadyLines(bytes("a\nb\nc\n"));

    assertThat(texts(lines.next(2))).containsExactly("a", "b");
    assertThat(texts(lines.next(2))).containsExactly("c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 2047, 2048, 2049, 4095, 4096, 4097, 50_000})
  void linesOfAnyLength(int length) throws IOException {
    String line = "\u00E9".repeat(length);
    ReadyLines lines = new ReadyLines(bytes("x" + line + "\n" + line));

    List<String> read = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (LinePart part : all(lines)) {
      assertThat(part.text().getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(ReadyLines.LONGEST);
      assertThat(part.begins()).isEqualTo(text.isEmpty());
      text.append(part.text());
      if (part.ends()) {
        read.add(text.toString());
        text.setLength(0);
      }
    }

    assertThat(read).containsExactly("x" + line, line);
  }

  @Test
  void aLongLineIsCutAtSpaces() throws IOException {
    String words = "word ".repeat(2_000).strip();
    ReadyLines lines = new ReadyLines(bytes(words + "\nshort\n"));

    List<LinePart> parts = all(lines);

    List<LinePart> cut = parts.subList(0, parts.size() - 1);
    assertThat(cut).hasSizeGreaterThan(2);
    assertThat(String.join(" ", texts(cut))).isEqualTo(words);
    assertThat(parts.get(parts.size() - 1)).isEqualTo(new LinePart("short", true, true));
  }

  @Test
  void aFinishedLineDoesNotWaitForTheNext() throws IOException {
    try (PipedOutputStream typed = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(typed)) {
      typed.write("done\nhalf".getBytes(StandardCharsets.UTF_8));

      List<String> read = texts(new ReadyLines(in).next(10));

      assertThat(read).containsExactly("done");
    }
  }

  private static List<LinePart> all(ReadyLines lines) throws IOException {
    List<LinePart> parts = new ArrayList<>();
    for (List<LinePart> next = lines.next(3); !next.isEmpty(); next = lines.next(3)) {
      parts.addAll(next);
    }
    return parts;
  }

  private static List<String> texts(List<LinePart> lines) {
    return lines.stream().map(LinePart::text).toList();
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
