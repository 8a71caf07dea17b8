package io.surtitle.gateway;

import io.surtitle.subtitle.Cue;
import io.surtitle.subtitle.EbuTtD;
import io.surtitle.subtitle.Hls;
import io.surtitle.subtitle.SubRip;
import io.surtitle.subtitle.WebVtt;
import io.surtitle.web.Exchange;
import io.surtitle.web.Problem;
import io.surtitle.web.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The routes for players and editors: final captions as files, and as HLS segments. */
final class FileRoutes {
  private static final String PLACE = CaptionRoutes.STREAM + "/" + CaptionRoutes.LANGUAGE;
  private static final String PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
  private static final String VTT_TYPE = "text/vtt; charset=utf-8";
  private static final String SRT_TYPE = "application/x-subrip; charset=utf-8";
  private static final String TTML_TYPE = "application/ttml+xml; charset=utf-8";

  private final Transcripts transcripts;
  private final InstantSource clock;

  FileRoutes(Transcripts transcripts, InstantSource clock) {
    this.transcripts = transcripts;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.of("vtt", "/captions/" + PLACE + "\\.vtt", this::webVtt),
        Route.of("srt", "/captions/" + PLACE + "\\.srt", this::subRip),
        Route.of("ttml", "/captions/" + PLACE + "\\.ttml", this::ebuTtD),
        Route.of("playlist", "/hls/" + PLACE + "/index\\.m3u8", this::playlist),
        Route.of("segment", "/hls/" + PLACE + "/(?<number>[0-9]{1,18})\\.vtt", this::segment));
  }

  private void webVtt(Exchange exchange) {
    file(exchange, VTT_TYPE, WebVtt::file);
  }

  private void subRip(Exchange exchange) {
    file(exchange, SRT_TYPE, SubRip::file);
  }

  private void ebuTtD(Exchange exchange) {
    file(exchange, TTML_TYPE, EbuTtD::file);
  }

  /** Sends cues as a format writes them in a language. */
  private void file(Exchange exchange, String type, BiFunction<List<Cue>, String, String> format) {
    find(
        exchange,
        transcript -> {
          List<Cue> cues = transcript.timeline().cues(clock.millis());
          exchange.send(type, format.apply(cues, transcript.language()));
        });
  }

  private void playlist(Exchange exchange) {
    find(
        exchange,
        transcript -> {
          Timeline timeline = transcript.timeline();
          Hls hls = timeline.hls(clock.millis());
          if (hls.isEmpty()) { // players reject an empty playlist
            exchange.refuse(
                Problem.notFound("no segment is complete yet: try again in a few seconds"));
          } else {
            exchange.send(PLAYLIST_TYPE, hls.playlist(timeline.zero()));
          }
        });
  }

  private void segment(Exchange exchange) {
    long number = Long.parseLong(exchange.path("number"));
    find(
        exchange,
        transcript -> {
          Timeline timeline = transcript.timeline();
          if (timeline.hls(clock.millis()).lists(number)) {
            List<Cue> cues = timeline.cues(clock.millis());
            exchange.send(VTT_TYPE, Hls.segment(number, cues, transcript.language()));
          } else {
            exchange.refuse(Problem.notFound("the playlist does not list segment " + number));
          }
        });
  }

  private void find(Exchange exchange, Consumer<Transcript> found) {
    CaptionRoutes.find(transcripts, exchange, found);
  }
}
