package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.subtitle.Cue;
import io.surtitle.subtitle.Hls;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long SECOND = 1_000;

  private final Said said = new Said("game", "en");
  private final Timeline timeline = new Timeline("en", 100);
  private @Nullable Entry before;

  @Test
  void mediaTimeIsTheProducersIfItGivesOne() {
    hear(said.last("What a shot!", 60_000, 63_000));

    assertThat(timeline.cues()).hasSize(1);
    Cue cue = timeline.cues().get(0);
    assertThat(cue.beginMs()).isEqualTo(60_000);
    assertThat(cue.endMs()).isEqualTo(63_000);
    assertThat(timeline.zero()).isEqualTo(Instant.ofEpochMilli(now() - 63_000));
  }

  @Test
  void otherwiseItBeginsWithTheFirstCaption() {
    hear(said.partial("What"));
    hear(said.pause(2 * SECOND - 100).last("What a shot!"));
    hear(said.pause(5 * SECOND - 100).last("And again!"));

    assertThat(timeline.cues()).extracting(Cue::beginMs).containsExactly(0L, 7 * SECOND);
    assertThat(timeline.zero()).isEqualTo(Instant.ofEpochMilli(now() - 7 * SECOND));
  }

  @Test
  void aProducerThatBeginsAnewGoesOnInMediaTime() {
    hear(said.last("What a shot!", 60 * SECOND, 63 * SECOND));
    hear(said.pause(10 * SECOND - 100).last("And again!", 0, 2 * SECOND));
    hear(said.pause(5 * SECOND - 100).last("And once more!", 5 * SECOND, 7 * SECOND));

    assertThat(timeline.cues())
        .extracting(Cue::beginMs)
        .containsExactly(60 * SECOND, 73 * SECOND, 78 * SECOND);
    assertThat(timeline.cues().get(2).endMs()).isEqualTo(80 * SECOND);
  }

  @Test
  void segmentsBeginWithTheStream() {
    hear(said.last("What a shot!", 61 * SECOND, 63 * SECOND));

    Hls hls = timeline.hls(now() + 60 * SECOND);

    assertThat(hls.first()).isEqualTo(10);
  }

  @Test
  void segmentsAreListedWhenNothingMoreCanComeInThem() {
    hear(said.last("What a shot!", 0, 3 * SECOND));
    long zero = now() - 3 * SECOND;

    assertThat(timeline.hls(zero + 11 * SECOND).next()).isZero();
    assertThat(timeline.hls(zero + 12 * SECOND).next()).isEqualTo(1);
  }

  @Test
  void anOpenCaptionHoldsSegmentsBack() {
    hear(said.last("What a shot!"));
    long zero = now();
    hear(said.pause(8 * SECOND - 100).partial("And"));

    Hls hls = timeline.hls(zero + 60 * SECOND);

    assertThat(hls.next()).isEqualTo(1);
  }

  @Test
  void whatComesTooLateForAListedSegmentIsShownInTheNext() {
    hear(said.last("What a shot!", 0, 3 * SECOND));
    long zero = now() - 3 * SECOND;
    assertThat(timeline.hls(zero + 25 * SECOND).next()).isEqualTo(3);
    String listed = Hls.segment(2, timeline.cues());

    hear(said.last("Late.", 14 * SECOND, 15 * SECOND));

    assertThat(timeline.cues().get(1).beginMs()).isEqualTo(19 * SECOND);
    assertThat(Hls.segment(2, timeline.cues())).isEqualTo(listed);
  }

  @Test
  void aStreamLongSilentIsOver() {
    hear(said.last("What a shot!", 0, 3 * SECOND));

    Hls hls = timeline.hls(now() + 601 * SECOND);

    assertThat(hls.over()).isTrue();
    assertThat(hls.next()).isEqualTo(1);
  }

  private long now() {
    return Objects.requireNonNull(before).timestamp();
  }

  private void hear(Said.Message message) {
    boolean first = before == null || before.last();
    before = new Entry(first ? null : before, message.caption(), message.id());
    timeline.hear(before);
  }
}
