package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lindstrom.m3u8.model.MediaPlaylist;
import io.lindstrom.m3u8.model.MediaSegment;
import io.lindstrom.m3u8.parser.MediaPlaylistParser;
import io.lindstrom.m3u8.parser.ParsingMode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HlsTest {
  private static final Pattern MAP =
      Pattern.compile(
          "X-TIMESTAMP-MAP=LOCAL:(?<local>[\\d:.]+),MPEGTS:(?<ts>\\d+)\\R\\R(?<cue>[\\d:.]+) -->");
  private static final BigInteger NINETY = BigInteger.valueOf(90);
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aPlaylistFollowsRfc8216() {
    assertThat(Hls.of(0, 12_500, false).playlist(EPOCH))
        .isEqualTo(
            """
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-TARGETDURATION:6
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z
            #EXTINF:6.000,
            0.vtt
            #EXTINF:6.000,
            1.vtt
            """);
  }

  @Test
  void aParserReadsThePlaylist() throws Exception {
    MediaPlaylist playlist = parsed(Hls.of(15_000, 30_500, false).playlist(EPOCH));

    assertThat(playlist.mediaSequence()).isEqualTo(3);
    assertThat(playlist.targetDuration()).isEqualTo(6);
    assertThat(playlist.ongoing()).isTrue();
    assertThat(playlist.mediaSegments())
        .extracting(MediaSegment::uri)
        .containsExactly("3.vtt", "4.vtt");
    assertThat(playlist.mediaSegments()).extracting(MediaSegment::duration).containsOnly(6.0);
    assertThat(playlist.mediaSegments().get(0).programDateTime().orElseThrow().toInstant())
        .isEqualTo(EPOCH.plusSeconds(18));
  }

  @Test
  void aSegmentIsListedOnceTheHorizonHasPassedIt() {
    Hls before = Hls.of(0, 11_999, false);
    Hls after = Hls.of(0, 12_000, false);

    assertThat(before.lists(1)).isFalse();
    assertThat(after.lists(1)).isTrue();
  }

  @Test
  void theSegmentInWhichAStreamEndsIsListed() throws Exception {
    MediaPlaylist playlist = parsed(Hls.of(0, 12_001, true).playlist(null));

    assertThat(playlist.ongoing()).isFalse();
    assertThat(playlist.mediaSegments()).hasSize(3);
  }

  @Test
  void theWindowSlides() throws Exception {
    MediaPlaylist playlist = parsed(Hls.of(0, 36_000_000, false).playlist(null));

    assertThat(playlist.mediaSequence()).isEqualTo(5_700);
    assertThat(playlist.mediaSegments())
        .hasSize(300)
        .last()
        .extracting(MediaSegment::uri)
        .isEqualTo("5999.vtt");
  }

  @Test
  void listedSegmentsLeaveOnlyAtTheBeginning() {
    for (long horizon = 0; horizon < 4_000_000; horizon += 1_500) {
      Hls now = Hls.of(0, horizon, false);
      Hls later = Hls.of(0, horizon + 1_500, false);
      assertThat(later.first()).isBetween(now.first(), now.next());
      assertThat(later.next()).isBetween(now.next(), now.next() + 1);
    }
  }

  @Test
  void nothingIsListedBeforeTheFirstSegment() {
    assertThat(Hls.of(0, 5_999, false).playlist(EPOCH))
        .doesNotContain(".vtt")
        .doesNotContain("DATE");
  }

  @Test
  void aSegmentHasEveryCueThatOverlapsIt() {
    List<Cue> cues =
        List.of(
            new Cue(0, 6_000, List.of("before")),
            new Cue(6_000, 6_500, List.of("first")),
            new Cue(11_000, 13_000, List.of("across")),
            new Cue(18_000, 19_000, List.of("after")));

    assertThat(Hls.segment(1, cues, "fr"))
        .isEqualTo(
            """
            WEBVTT
            X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

            00:00:06.000 --> 00:00:06.500
            first

            00:00:11.000 --> 00:00:13.000
            across

            """);
    assertThat(Hls.segment(2, cues, "fr"))
        .contains("00:00:11.000 --> 00:00:13.000\nacross")
        .doesNotContain("after");
    assertThat(Hls.segment(4, cues, "fr")).doesNotContain("-->");
  }

  /** The clock of MPEG-2 has 33 bits and runs at 90 kHz: it wraps every 26.5 hours. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        95_442_000,
        95_448_000,
        190_890_000,
        1_795_694_604_000L,
        999_999_999_999_996_000L
      })
  void timesOfAnySizeAreMappedToTheWrappedClock(long beginMs) {
    Cue cue = new Cue(beginMs + 1_000, beginMs + 3_000, List.of("now"));

    String segment = Hls.segment(beginMs / Hls.SEGMENT_MS, List.of(cue), "fr");

    Matcher map = MAP.matcher(segment);
    assertThat(map.find()).isTrue();
    BigInteger local = ms(map.group("local"));
    BigInteger mpegTs = new BigInteger(map.group("ts"));
    BigInteger clock = BigInteger.ONE.shiftLeft(33);
    BigInteger ofCue = ms(map.group("cue")).subtract(local).multiply(NINETY).add(mpegTs);
    assertThat(ofCue.mod(clock))
        .isEqualTo(BigInteger.valueOf(cue.beginMs()).multiply(NINETY).mod(clock));
    assertThat(mpegTs).isBetween(BigInteger.ZERO, clock);
    assertThat(ofCue).as("near the named time").isBetween(BigInteger.ZERO, clock.shiftLeft(1));
  }

  private static BigInteger ms(String time) {
    String[] parts = time.split("[:.]", -1);
    BigInteger minutes =
        new BigInteger(parts[0]).multiply(BigInteger.valueOf(60)).add(new BigInteger(parts[1]));
    return minutes
        .multiply(BigInteger.valueOf(60))
        .add(new BigInteger(parts[2]))
        .multiply(BigInteger.valueOf(1_000))
        .add(new BigInteger(parts[3]));
  }

  @Test
  void everyCueIsInASegment() {
    List<Line> lines =
        IntStream.range(0, 60)
            .mapToObj(i -> new Line("line " + i, i * 2_500L, i * 2_500L + 2_400))
            .toList();
    List<Cue> cues = Cues.of(lines, "en");

    String segments =
        String.join("", IntStream.range(0, 30).mapToObj(n -> Hls.segment(n, cues, "fr")).toList());

    assertThat(lines).allMatch(line -> segments.contains("\n" + line.text() + "\n"));
  }

  private static MediaPlaylist parsed(String playlist) throws Exception {
    return new MediaPlaylistParser(ParsingMode.STRICT).readPlaylist(playlist);
  }
}
