package io.surtitle.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewerTest {
  @ParameterizedTest
  @EnumSource
  void tellsFinalCaptionsByTheirBytes(Caption.Status status) {
    Caption caption =
        new Caption("i", "s", "fr", "0.0", 0, status, "\"final\"", null, null, "", "m", "1", 0);

    assertThat(Viewer.isFinal(CaptionJson.encode(caption)))
        .isEqualTo(status == Caption.Status.FINAL);
  }
}
