package io.surtitle.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.surtitle.deploy.Tool;
import io.surtitle.metrics.GatewayMeters;
import io.surtitle.web.HttpSettings;
import io.surtitle.web.RequestObserver;
import io.surtitle.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A broadcast on another site whose playlist refers to the gateway's captions: hls.js plays it in a
 * real browser and shows the captions at their times, including those that arrive later.
 */
class BrowserPlayerIT {
  /** As a file has it whose language is written from the left: in an isolate. */
  private static final String HELLO = "\u200e\u2068\u0645\u0631\u062d\u0628\u0627\u2069";

  private static final String SCRIPT = "/META-INF/resources/webjars/hls.js/1.4.12/dist/hls.js";
  private static final String PAGE =
      """
      <!doctype html><meta charset="utf-8"><video muted></video><script src="hls.js"></script>
      <script>
        const video = document.querySelector('video');
        const hls = new Hls({ startPosition: 0 });
        hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, () => { hls.subtitleTrack = 0; });
        hls.loadSource('master.m3u8');
        hls.attachMedia(video);
        const seconds = (time) => Math.round(time * 100) / 100;
        const cues = () => [...video.textTracks].flatMap((track) => [...(track.cues ?? [])].map(
          (cue) => [track.language, seconds(cue.startTime), seconds(cue.endTime),
            cue.getCueAsHTML().textContent].join(' ')
        )).join('|');
      </script>
      """;
  private static final String MASTER =
      """
      #EXTM3U
      #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="fr",LANGUAGE="fr",DEFAULT=YES,URI="%shls/game/fr/index.m3u8"
      #EXT-X-STREAM-INF:BANDWIDTH=100000,SUBTITLES="s"
      video.m3u8
      """;

  private static final String CUES = "return cues()";
  private static final BigDecimal NINETY_KHZ = BigDecimal.valueOf(90_000);
  private static final MathContext CONTEXT = new MathContext(15);

  private final AtomicLong now = new AtomicLong(Said.START + 18_000);
  private final GatewaySettings settings = GatewaySettings.defaults("captions.", "broadcast.audio");
  private final Transcripts transcripts =
      new Transcripts(
          settings,
          new GatewayMeters(new SimpleMeterRegistry()),
          () -> Instant.ofEpochMilli(now.get()));
  private final Said said = new Said("game", "fr");

  @TempDir private Path site;

  /**
   * The clock of the picture has 33 bits: it wraps four seconds into the second broadcast, and has
   * wrapped many times before the third, whose times are epoch milliseconds.
   *
   * @param start of the broadcast in media time, in milliseconds
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 95_440_000, 1_795_694_604_000L})
  void captionsOfALivePlaylistAreShownAtTheirTimes(long start) throws Exception {
    try (ViewerPage page = ViewerPage.inBrowser()) {
      film(start);
      HttpServer broadcaster = serveSite();
      URI address = URI.create("http://127.0.0.1:" + broadcaster.getAddress().getPort());
      try (WebServer gateway = gateway(address)) {
        Files.writeString(site.resolve("master.m3u8"), MASTER.formatted(gateway.address() + "/"));
        hear(said.pause(2_900).last("Un <b> & deux.", start + 1_000, start + 3_000));
        hear(
            said.pause(4_400).last("\u0645\u0631\u062d\u0628\u0627", start + 5_000, start + 7_500));

        page.open(address, "");
        page.awaitScript(CUES, "fr 1 3 Un <b> & deux.|fr 5 7.5 " + HELLO);
        hear(said.pause(8_400).last("Trois.", start + 14_000, start + 16_000));
        now.addAndGet(12_000);

        page.awaitScript(CUES, "fr 1 3 Un <b> & deux.|fr 5 7.5 " + HELLO + "|fr 14 16 Trois.");
      } finally {
        broadcaster.stop(0);
      }
    }
  }

  /** Half a minute of a live broadcast. */
  private void film(long start) throws IOException, InterruptedException {
    long wrapped = start * 90 & (1L << 33) - 1;
    String video = "-f lavfi -i color=c=black:s=64x36:r=5 -t 30 -c:v libx264 -profile:v baseline";
    String clock = "-output_ts_offset " + BigDecimal.valueOf(wrapped).divide(NINETY_KHZ, CONTEXT);
    String playlist = "-g 10 -muxdelay 0 -muxpreload 0 -hls_time 6 -hls_flags omit_endlist -f hls";
    Tool.Said made =
        Tool.orSkip("ffmpeg", "ffmpeg, which makes the broadcast")
            .run(
                site,
                String.join(" ", "-v error", video, clock, playlist, "video.m3u8").split(" ", -1));
    assertThat(made.code()).describedAs(made.text()).isZero();
  }

  private HttpServer serveSite() throws IOException {
    Files.writeString(site.resolve("index.html"), PAGE);
    try (InputStream script = BrowserPlayerIT.class.getResourceAsStream(SCRIPT)) {
      Files.copy(Objects.requireNonNull(script, SCRIPT), site.resolve("hls.js"));
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(1);
      Path file = site.resolve(name.isEmpty() ? "index.html" : name);
      boolean there = Files.isRegularFile(file);
      byte[] body = there ? Files.readAllBytes(file) : "not here".getBytes(UTF_8);
      exchange.sendResponseHeaders(there ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private WebServer gateway(URI broadcaster) {
    return WebServer.start(
        new HttpSettings(
            "127.0.0.1", 0, false, null, List.of(broadcaster.toString()), HttpSettings.CONNECTIONS),
        new FileRoutes(transcripts, () -> Instant.ofEpochMilli(now.get())).routes(),
        "",
        RequestObserver.NONE);
  }

  private void hear(Said.Message message) {
    transcripts.add(message.caption(), message.id(), true);
  }
}
