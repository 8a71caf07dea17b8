package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import io.surtitle.task.Alone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine recognises speech without a class of translation or of Kafka. */
class TranscribeAloneTest {
  /** Of the detection task, only what a voice-activity bundle's manifest says. */
  private static final List<String> PACKAGES =
      List.of(
          "engine",
          "inference",
          "bundle",
          "event",
          "text",
          "task/audio",
          "task/detect",
          "task/transcribe");

  @TempDir private Path classes;

  @Test
  void theRecogniserNeedsNoTranslation() throws IOException, InterruptedException {
    List<String> lines =
        new Alone(classes, ULocale.class)
            .with(PACKAGES)
            .run(TranscribeAlone.class, Letters.DIRECTORY);

    assertThat(lines).containsExactly("A", "pair", "of", "shoes", ".");
  }
}
