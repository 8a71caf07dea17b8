package io.surtitle.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordHeadersTest {

  @Test
  void captionsAreCloudEvents() {
    Map<String, byte[]> headers =
        CaptionHeaders.of(Captions.partial(), Instant.ofEpochMilli(1_790_000_000_123L));

    assertThat(Bytes.texts(headers))
        .containsExactly(
            entry("ce_specversion", "1.0"),
            entry("ce_id", "game-7/120.1/fr/3"),
            entry("ce_source", "/surtitle/game-7"),
            entry("ce_type", "io.surtitle.caption.v1"),
            entry("ce_time", "2026-09-21T14:13:20.123Z"),
            entry("content-type", "application/json"));
  }

  @Test
  void deadLettersSayWhyWhereAndWhen() {
    DeadLetter letter =
        new DeadLetter(Reason.NOT_UTF8, "not UTF-8 at byte 2", "broadcast.text", 3, 14, 15);

    assertThat(Bytes.texts(letter.headers()))
        .containsExactly(
            entry("surtitle-error-reason", "not-utf8"),
            entry("surtitle-error-detail", "not UTF-8 at byte 2"),
            entry("surtitle-error-topic", "broadcast.text"),
            entry("surtitle-error-partition", "3"),
            entry("surtitle-error-offset", "14"),
            entry("surtitle-error-timestamp", "15"));
  }

  @Test
  void deadLettersSayWhatWasCut() {
    assertThat(Bytes.texts(DeadLetter.cut(DeadLetter.Part.HEADERS, 1_234_567, "0f1e")))
        .containsExactly(
            entry("surtitle-error-headers-bytes", "1234567"),
            entry("surtitle-error-headers-sha256", "0f1e"));
  }

  @Test
  void reasonCodesAreStable() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::code))
        .containsExactly(
            "not-utf8",
            "empty",
            "too-large",
            "unknown-language",
            "bad-stream-id",
            "bad-header",
            "bad-audio",
            "inference-failed",
            "too-many-streams",
            "processing-failed");
  }
}
