package io.surtitle.subtitle;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads the files with ffmpeg, on which many players are built, and expects the same cues for any
 * text. ffmpeg does not read EBU-TT-D. It changes braces and backslashes when it converts WebVTT to
 * its own format, so texts with those are left out there.
 */
final class PlayersTest {
  private static final Pattern BLOCK =
      Pattern.compile(
          "\\d+\\n"
              + "([\\d:]+,\\d{3}) --> ([\\d:]+,\\d{3})\\n"
              + "(.+?)\\n"
              + "(?=\\n"
              + "\\d+\\n"
              + "[\\d:]+,\\d{3} -->|\\n"
              + "*$)",
          Pattern.DOTALL);

  private static final List<Cue> CUES = cues(Samples.all());
  private static final List<Cue> WITHOUT_BRACES =
      cues(Samples.all().stream().filter(text -> !text.matches("(?s).*[{}\\\\].*")).toList());

  @TempDir private Path directory;
  private Tool ffmpeg;

  @BeforeEach
  void findFfmpeg() {
    ffmpeg = Tool.orSkip("ffmpeg", "ffmpeg");
  }

  @Test
  void webVttIsRead() throws Exception {
    Files.writeString(directory.resolve("captions.vtt"), WebVtt.file(WITHOUT_BRACES, "fr"));

    assertThat(read("captions.vtt")).isEqualTo(shown(WITHOUT_BRACES));
  }

  @Test
  void subRipIsRead() throws Exception {
    Files.writeString(directory.resolve("captions.srt"), SubRip.file(CUES, "fr"));

    assertThat(read("captions.srt")).isEqualTo(shown(CUES));
  }

  @Test
  void httpLiveStreamingIsRead() throws Exception {
    long end = WITHOUT_BRACES.get(WITHOUT_BRACES.size() - 1).endMs();
    Hls hls = Hls.of(0, end, true);
    Files.writeString(directory.resolve("index.m3u8"), hls.playlist(Instant.EPOCH));
    for (long n = hls.first(); n < hls.next(); n++) {
      Files.writeString(directory.resolve(n + ".vtt"), Hls.segment(n, WITHOUT_BRACES, "fr"));
    }

    assertThat(read("index.m3u8").stream().distinct()).isEqualTo(shown(WITHOUT_BRACES));
  }

  private static List<Cue> cues(List<String> texts) {
    List<Line> lines = new ArrayList<>();
    texts.forEach(
        text -> lines.add(new Line(text, lines.size() * 7_000L, lines.size() * 7_000L + 5_000)));
    return Cues.of(lines, "en");
  }

  /** The cues that ffmpeg finds in a file, as plain text. */
  private List<Cue> read(String file) throws IOException, InterruptedException {
    Path read = directory.resolve("read.srt");
    List<String> arguments = new ArrayList<>(List.of("-v", "error"));
    if (file.endsWith(".m3u8")) {
      arguments.addAll(List.of("-allowed_extensions", "ALL"));
    }
    arguments.addAll(List.of("-i", file, "-c:s", "text", "-f", "srt", read.toString()));
    Tool.Said said = ffmpeg.run(directory, arguments.toArray(String[]::new));
    assertThat(said.code()).describedAs(said.text()).isZero();
    String text = Files.readString(read).replace("\r\n", "\n").replace("\u2060", "");
    return BLOCK.matcher(text).results().map(PlayersTest::cue).toList();
  }

  private static Cue cue(MatchResult block) {
    return shown(new Cue(ms(block.group(1)), ms(block.group(2)), block.group(3).lines().toList()));
  }

  /** Cues without what only directs the order of characters. */
  private static List<Cue> shown(List<Cue> cues) {
    return cues.stream().map(PlayersTest::shown).toList();
  }

  private static Cue shown(Cue cue) {
    return new Cue(
        cue.beginMs(),
        cue.endMs(),
        cue.lines().stream()
            .map(line -> line.replaceAll("[\\u200e\\u200f\\u2066-\\u2069]", ""))
            .toList());
  }

  private static long ms(String time) {
    String[] parts = time.split("[:,]", -1);
    long minutes = Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1]);
    return (minutes * 60 + Long.parseLong(parts[2])) * 1_000 + Long.parseLong(parts[3]);
  }
}
