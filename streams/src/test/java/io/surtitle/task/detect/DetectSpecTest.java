package io.surtitle.task.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectSpecTest {
  private static final Path TINY = Path.of("../models/tiny-detect");

  @TempDir private Path directory;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void theTinyDetectorFits() {
    DetectSpec spec = DetectSpec.of(Bundle.load(directory));

    assertThat(spec.audio()).isEqualTo(new DetectKeys.Audio(16_000, 512));
    assertThat(spec.scores())
        .isEqualTo(new DetectKeys.Scores("speech", "output", 0.5, 0.35, 100, 300));
    assertThat(spec.input()).isEqualTo("input");
    assertThat(spec.stateBytes()).isEqualTo(Float.BYTES * (2 * 32 + 64));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"task\": \"detect\"' | '\"task\": \"tag\"' | has the task 'tag'",
        "'\"detector\": {' | '\"encoder\": {' | there is no graph 'detector'",
        "'\"hangoverMs\": 300' | '\"hangover\": 300' | has no key 'detect.hangoverMs'",
        "'\"minMs\": 100' | '\"minMs\": 100, \"maxMs\": 1' | has an unknown key 'detect.maxMs'",
        "'\"rate\": 16000,' | '' | has no key 'audio.rate'",
        "'\"rate\": 16000,' | '\"rate\": 0,' | rate is 0, not at least 1",
        "'\"threshold\": 0.5' | '\"threshold\": 0.3' | release 0.35 and threshold 0.3 are not",
        "'\"event\": \"speech\"' | '\"event\": \"Speech!\"' | event 'Speech!' is not a word",
        "'\"chunk\": 512' | '\"chunk\": 256' | not one chunk of 256 float32",
        "'\"output\": \"output\"' | '\"output\": \"score\"' | there is no output 'score'",
        "'\"output\": \"output\"' | '\"output\": \"new_state\"' | its score new_state is"
            + " float32[2,",
      })
  void whatDoesNotFitIsRefused(String part, String changed, String message) throws IOException {
    Path manifest = directory.resolve("surtitle.json");
    String json = Files.readString(manifest);
    assertThat(json).contains(part);
    Files.writeString(manifest, json.replace(part, changed));

    assertThatThrownBy(() -> DetectSpec.of(Bundle.load(directory)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(message);
  }
}
