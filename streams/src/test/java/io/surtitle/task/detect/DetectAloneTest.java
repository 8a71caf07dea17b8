package io.surtitle.task.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.task.Alone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine runs an operator without a class of another task, of text or of Kafka. */
class DetectAloneTest {
  private static final List<String> PACKAGES =
      List.of("engine", "inference", "bundle", "event", "task/audio", "task/detect");

  @TempDir private Path classes;

  @Test
  void theDetectorNeedsNoOtherTask() throws IOException, InterruptedException {
    List<String> lines =
        new Alone(classes).with(PACKAGES).run(DetectAlone.class, Path.of("../models/tiny-detect"));

    assertThat(lines).containsExactly("BEGINS", "ENDS");
  }
}
