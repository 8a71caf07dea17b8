package io.surtitle.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.event.CaptionTimes;
import io.surtitle.subtitle.Cue;
import io.surtitle.subtitle.Hls;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private static final long SECOND = 1_000;

  private final Said said = new Said("game", "en");
  private final AtomicLong leftOut = new AtomicLong();
  private final Timeline timeline = new Timeline("en", 1_000, leftOut::addAndGet);
  private @Nullable Entry before;

  @Test
  void mediaTimeIsTheProducersIfItSendsOne() {
    hear(said.last("What a shot!", 60_000, 63_000));

    assertThat(timeline.cues(now())).hasSize(1);
    Cue cue = timeline.cues(now()).get(0);
    assertThat(cue.beginMs()).isEqualTo(60_000);
    assertThat(cue.endMs()).isEqualTo(63_000);
    assertThat(timeline.zero()).isEqualTo(Instant.ofEpochMilli(now() - 63_000));
  }

  @Test
  void otherwiseItBeginsWithTheFirstCaption() {
    hear(said.partial("What"));
    hear(said.pause(2 * SECOND - 100).last("What a shot!"));
    hear(said.pause(5 * SECOND - 100).last("And again!"));

    assertThat(timeline.cues(now())).extracting(Cue::beginMs).containsExactly(0L, 7 * SECOND);
    assertThat(timeline.zero()).isEqualTo(Instant.ofEpochMilli(now() - 7 * SECOND));
  }

  @Test
  void mediaTimeContinuesWhenAProducerRestarts() {
    hear(said.last("What a shot!", 60 * SECOND, 63 * SECOND));
    hear(said.pause(10 * SECOND - 100).last("And again!", 0, 2 * SECOND));
    hear(said.pause(5 * SECOND - 100).last("And once more!", 5 * SECOND, 7 * SECOND));

    assertThat(timeline.cues(now()))
        .extracting(Cue::beginMs)
        .containsExactly(60 * SECOND, 71 * SECOND, 76 * SECOND);
    assertThat(timeline.cues(now()).get(2).endMs()).isEqualTo(78 * SECOND);
  }

  @Test
  void oneWrongTimeHasNoLastingEffect() {
    hear(said.last("One.", SECOND, 3 * SECOND));
    hear(said.pause(2_900).last("Two.", 86_400_000, 86_400_000));
    hear(said.pause(2_900).last("Three.", 9 * SECOND, 9 * SECOND));
    hear(said.pause(2_900).last("Four.", 12 * SECOND, 12 * SECOND));

    assertThat(begins()).containsExactly(SECOND, 6 * SECOND, 9 * SECOND, 12 * SECOND);
    assertThat(timeline.zero()).isEqualTo(Instant.ofEpochMilli(now() - 12 * SECOND));
  }

  @Test
  void aWrongTimeWithinAnUtteranceAffectsOneEndOnly() {
    hear(said.last("One.", SECOND, 3 * SECOND));
    hear(said.pause(2_900).last("Two.", 4 * SECOND, 86_400_000));
    hear(said.pause(2_900).last("Three.", 86_400_000, 9 * SECOND));
    hear(said.pause(2_900).last("Four.", 10 * SECOND, 12 * SECOND));

    assertThat(begins()).containsExactly(SECOND, 4 * SECOND, 9 * SECOND, 10 * SECOND);
  }

  @Test
  void aProducerThatRestartsAndReturnsIsFollowed() {
    hear(said.last("One.", 60 * SECOND, 60 * SECOND));
    for (int i = 1; i < 4; i++) {
      hear(said.pause(2_900).last("Anew.", (3L * i - 3) * SECOND, (3L * i - 3) * SECOND));
    }
    hear(said.pause(2_900).last("Back.", 72 * SECOND, 72 * SECOND));

    assertThat(begins())
        .containsExactly(60 * SECOND, 63 * SECOND, 66 * SECOND, 69 * SECOND, 72 * SECOND);
  }

  @Test
  void epochMillisecondsAreMediaTimeToo() {
    long epoch = 1_795_694_602_318L;
    hear(said.last("One.", epoch, epoch + SECOND));
    hear(said.pause(2_900).last("Two.", epoch + 3 * SECOND, epoch + 4 * SECOND));

    assertThat(begins()).containsExactly(epoch, epoch + 3 * SECOND);
    Hls hls = timeline.hls(now() + 60 * SECOND);
    assertThat(hls.first()).isEqualTo(epoch / Hls.SEGMENT_MS);
    assertThat(hls.isEmpty()).isFalse();
  }

  @Test
  void withMicrosecondsMediaTimeFollowsTheClock() {
    long epoch = 1_795_694_602_315_803L;
    hear(said.last("One.", epoch, epoch));
    hear(said.pause(2_900).last("Two.", epoch + 3_000_000, epoch + 3_000_000));
    hear(said.pause(2_900).last("Three.", epoch + 6_000_000, epoch + 6_000_000));

    assertThat(begins()).containsExactly(epoch, epoch + 3 * SECOND, epoch + 6 * SECOND);
  }

  @Test
  void aStoppedTimeIsIgnored() {
    for (int i = 0; i < 20; i++) {
      hear(said.pause(2_900).last("No. " + i + ".", 0, 0));
    }

    List<Cue> cues = timeline.cues(now() + 60 * SECOND);
    assertThat(cues).last().extracting(Cue::beginMs).isEqualTo(57 * SECOND);
  }

  @Test
  void captionsWithTimesOfSevenHoursAgoAreLiveOnArrival() {
    hear(said.last("One."), 7 * 3_600 * SECOND);
    hear(said.pause(2_900).last("Two."), 7 * 3_600 * SECOND);

    assertThat(begins()).containsExactly(0L, 3 * SECOND);
    assertThat(timeline.hls(made() + 12 * SECOND).next()).isEqualTo(1);
  }

  /** Published cues never change, for any times and any moments of requests. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void publishedCuesNeverChange(long seed) {
    Random random = new Random(seed);
    long pts = random.nextInt(3) * 1_790_000_000_000L;
    List<Cue> published = List.of();
    Map<Long, String> segments = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      long step = random.nextInt(5) == 0 ? 0 : random.nextInt(6_000);
      pts += step;
      long told = odd(pts, random);
      said.pause(step);
      hear(
          random.nextInt(9) == 0
              ? said.last(i + ".")
              : said.last(i + ".", told, odd(told, random)));
      List<Cue> cues = timeline.cues(made());
      assertThat(cues.subList(0, published.size())).isEqualTo(published);
      published = cues;
      if (random.nextInt(4) == 0) {
        Hls hls = timeline.hls(made() + random.nextInt(20_000));
        for (long n = Math.max(hls.first(), hls.next() - 20); n < hls.next(); n++) {
          String segment = Hls.segment(n, timeline.cues(made()), "fr");
          assertThat(segments.getOrDefault(n, segment)).isEqualTo(segment);
          segments.put(n, segment);
        }
      }
    }
    assertThat(published).allMatch(cue -> cue.endMs() - cue.beginMs() >= SECOND);
    assertThat(published).extracting(Cue::beginMs).isSorted();
    assertThat(published.size() + leftOut.get()).isGreaterThan(150);
  }

  /** Usually the correct time; otherwise one that goes backwards, stops, jumps, or is nonsense. */
  private static long odd(long pts, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Math.max(0, pts - random.nextInt(100_000));
      case 1 -> pts + random.nextInt(100_000_000);
      case 2 -> random.nextLong(1_000_000_000_000_000_000L);
      case 3 -> 0;
      default -> pts;
    };
  }

  private List<Long> begins() {
    return timeline.cues(made()).stream().map(Cue::beginMs).toList();
  }

  @Test
  void segmentsBeginWithTheStream() {
    hear(said.last("What a shot!", 61 * SECOND, 63 * SECOND));

    Hls hls = timeline.hls(now() + 60 * SECOND);

    assertThat(hls.first()).isEqualTo(10);
  }

  @Test
  void segmentsAreListedOnceTheyAreComplete() {
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
  void aCaptionTooLateForAListedSegmentIsShownInTheNext() {
    hear(said.last("What a shot!", 0, 3 * SECOND));
    long zero = now() - 3 * SECOND;
    assertThat(timeline.hls(zero + 25 * SECOND).next()).isEqualTo(3);
    String listed = Hls.segment(2, timeline.cues(now()), "fr");

    hear(said.last("Late.", 14 * SECOND, 15 * SECOND));

    assertThat(timeline.cues(now()).get(1).beginMs()).isEqualTo(19 * SECOND);
    assertThat(Hls.segment(2, timeline.cues(now()), "fr")).isEqualTo(listed);
  }

  @Test
  void aStreamThatWasSilentForLongHasEnded() {
    hear(said.last("What a shot!", 0, 3 * SECOND));

    Hls hls = timeline.hls(now() + 601 * SECOND);

    assertThat(hls.over()).isTrue();
    assertThat(hls.next()).isEqualTo(1);
  }

  private long now() {
    return Objects.requireNonNull(before).appended();
  }

  private long made() {
    return Objects.requireNonNull(before).made();
  }

  private void hear(Said.Message message) {
    hear(message, message.caption().latencyMs());
  }

  /** A message made {@code latencyMs} milliseconds after its words were appended. */
  private void hear(Said.Message message, long latencyMs) {
    boolean first = before == null || before.last();
    CaptionTimes times = new CaptionTimes(message.timestamp(), message.timestamp() + latencyMs);
    before = new Entry(first ? null : before, message.caption(), message.id(), times);
    timeline.hear(before);
  }
}
