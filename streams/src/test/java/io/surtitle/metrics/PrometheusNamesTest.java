package io.surtitle.metrics;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The metrics on which dashboards and alerts rely. */
class PrometheusNamesTest {
  private static final Pattern HELP = Pattern.compile("(?m)^# HELP (surtitle_\\S+) (.*)$");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (surtitle_\\S+) (.*)$");
  private static final Map<String, String> ENGINE =
      Map.ofEntries(
          Map.entry("surtitle_words_total", "words taken from the text topic"),
          Map.entry("surtitle_captions_total", "caption messages sent"),
          Map.entry(
              "surtitle_audio_seconds_total", "length of what was taken from the topic of audio"),
          Map.entry(
              "surtitle_audio_gaps_total",
              "places at which audio does not follow what came before: filled with silence, or"
                  + " open, where what went on ends"),
          Map.entry(
              "surtitle_audio_missing_seconds_total",
              "length of the audio that is missing in them, as far as it is known"),
          Map.entry("surtitle_events_total", "messages sent that an event begins or ends"),
          Map.entry(
              "surtitle_said_total",
              "words and ends of utterances that were recognised in audio and sent as text"),
          Map.entry(
              "surtitle_caption_latency_seconds",
              "append of a caption's newest word until the caption is made"),
          Map.entry(
              "surtitle_caption_latency_part_seconds",
              "queue: append until read from Kafka; batch: until its first wave; run: until its"
                  + " captions are made; commit: until a reader of committed records has them"),
          Map.entry("surtitle_batch_rows", "rows in one run of a graph"),
          Map.entry("surtitle_run_seconds", "one run of a graph in ONNX Runtime"),
          Map.entry("surtitle_wave_seconds", "one wave"),
          Map.entry("surtitle_sessions", "streams whose session is kept here"),
          Map.entry(
              "surtitle_sessions_orphaned_total",
              "sessions whose open utterance ended because its model cannot be had"),
          Map.entry(
              "surtitle_sessions_rebuilt_total",
              "sessions whose states were computed again, since they were not in memory"),
          Map.entry("surtitle_rows_rebuilt_total", "rows that were run for that"),
          Map.entry("surtitle_under_way", "streams whose input is being processed"),
          Map.entry("surtitle_pending_inputs", "inputs that wait for a wave"),
          Map.entry("surtitle_pending_size_bytes", "size of the inputs that wait for a wave"),
          Map.entry(
              "surtitle_pending_age_seconds",
              "waiting time in this process of the longest-waiting input"),
          Map.entry(
              "surtitle_stream_lag_seconds",
              "time since append of the oldest waiting input: the lag of the stream furthest"
                  + " behind"),
          Map.entry("surtitle_dead_letters_total", "inputs refused"),
          Map.entry(
              "surtitle_inputs_skipped_total", "inputs that were repetitions or came too late"),
          Map.entry("surtitle_utterance_tokens", "source tokens of an utterance that ended"),
          Map.entry("surtitle_bundle_info", "the model in use"),
          Map.entry("surtitle_restore_remaining", "changelog records still to restore"),
          Map.entry("surtitle_restore_records_total", "changelog records restored"),
          Map.entry(
              "surtitle_stuck_partitions",
              "partitions in which something should make progress and does not"),
          Map.entry("surtitle_state_disk_usable_bytes", "free space where the local state is kept"),
          Map.entry("surtitle_ready", "whether /health/ready reports UP"));
  private static final Map<String, String> GATEWAY =
      Map.ofEntries(
          Map.entry("surtitle_viewers", "viewers connected"),
          Map.entry("surtitle_viewer_drops_total", "viewers dropped or refused"),
          Map.entry("surtitle_viewer_bytes_total", "bytes of events sent to viewers"),
          Map.entry("surtitle_viewer_events_total", "events sent to viewers"),
          Map.entry(
              "surtitle_viewer_latency_seconds",
              "append of a caption's newest word until the gateway has the caption"),
          Map.entry(
              "surtitle_caption_latency_part_seconds",
              ENGINE.get("surtitle_caption_latency_part_seconds")),
          Map.entry("surtitle_received_total", "caption messages read"),
          Map.entry(
              "surtitle_rewritten_total",
              "caption messages that did not extend what was shown before"),
          Map.entry(
              "surtitle_cues_left_out_total",
              "blocks of captions that came too fast for subtitle files and HLS"),
          Map.entry("surtitle_live_streams", "streams with a caption within the last minute"),
          Map.entry(
              "surtitle_live_lag_seconds",
              "newest caption of a stream: append of its word until its arrival at the gateway"),
          Map.entry("surtitle_live_silence_seconds", "time since the newest caption of a stream"),
          Map.entry("surtitle_live_viewers", "viewers of a stream"),
          Map.entry("surtitle_live_captions_total", "caption messages of a stream"),
          Map.entry("surtitle_http_requests_seconds", "HTTP requests (SSE: until the first byte)"));

  private final PrometheusMetrics metrics = new PrometheusMetrics();

  @BeforeEach
  void hasNoMetersAtFirst() {
    assertThat(found(HELP)).isEmpty();
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void engine() {
    EngineMeters engine = engineMeters();

    engine.run("decoder", 24, 1_000_000);
    engine.event("speech", true);
    engine.said(false);

    assertThat(found(HELP)).containsExactlyInAnyOrderEntriesOf(ENGINE);
  }

  @Test
  void gateway() {
    GatewayMeters gateway = gatewayMeters();

    gateway.live("game", () -> 2).caption("de", 187);

    new HttpMeters(metrics.registry()).request("/streams", 200, 1_000_000);
    assertThat(found(HELP)).containsExactlyInAnyOrderEntriesOf(GATEWAY);
  }

  @Test
  void kinds() {
    engineMeters().run("decoder", 24, 1_000_000);
    gatewayMeters();

    Map<String, String> kinds = found(TYPE);

    assertThat(kinds)
        .containsEntry("surtitle_words_total", "counter")
        .containsEntry("surtitle_caption_latency_seconds", "histogram")
        .containsEntry("surtitle_caption_latency_part_seconds", "histogram")
        .containsEntry("surtitle_batch_rows", "histogram")
        .containsEntry("surtitle_run_seconds", "histogram")
        .containsEntry("surtitle_wave_seconds", "histogram")
        .containsEntry("surtitle_utterance_tokens", "histogram")
        .containsEntry("surtitle_viewer_latency_seconds", "histogram")
        .containsEntry("surtitle_bundle_info", "gauge");
  }

  @Test
  void countersExistBeforeAnythingHappens() {
    engineMeters();
    gatewayMeters();

    List<String> lines = metrics.scrape().lines().toList();

    assertThat(lines)
        .contains(
            "surtitle_words_total 0.0",
            "surtitle_audio_gaps_total{kind=\"filled\"} 0.0",
            "surtitle_audio_missing_seconds_total{kind=\"open\"} 0.0",
            "surtitle_captions_total{language=\"de\",status=\"final\"} 0.0",
            "surtitle_captions_total{language=\"de\",status=\"partial\"} 0.0",
            "surtitle_caption_latency_part_seconds_count{part=\"queue\"} 0",
            "surtitle_caption_latency_part_seconds_count{part=\"commit\"} 0",
            "surtitle_dead_letters_total{reason=\"empty\"} 0.0",
            "surtitle_inputs_skipped_total{reason=\"late\"} 0.0",
            "surtitle_viewer_drops_total{reason=\"slow\"} 0.0",
            "surtitle_rewritten_total{language=\"de\"} 0.0",
            "surtitle_received_total{language=\"de\",status=\"final\"} 0.0");
  }

  @Test
  void bucketsAreFew() {
    engineMeters().latency(187);

    List<String> lines =
        metrics.scrape().lines().filter(line -> line.contains("latency_seconds_bucket")).toList();

    assertThat(lines)
        .hasSize(Buckets.LATENCY.length + 1)
        .contains(
            "surtitle_caption_latency_seconds_bucket{le=\"0.1\"} 0",
            "surtitle_caption_latency_seconds_bucket{le=\"0.2\"} 1");
  }

  @Test
  void theProcessIsMeasured() {
    String text = metrics.scrape();

    assertThat(text)
        .contains("jvm_memory_used_bytes", "process_uptime_seconds", "system_cpu_count")
        .contains("logback_events_total", "process_files_open_files", "jvm_threads_live_threads");
  }

  private EngineMeters engineMeters() {
    EngineMeters engine = new EngineMeters(metrics.registry());
    engine.bundle("live-translate", "toy", "0.1.0", "0123456789abcdef", "cpu", List.of("de"));
    engine.reasons(List.of("empty"));
    engine.skips(List.of("late"));
    engine.restoreRemaining(() -> 0);
    engine.stuckPartitions("transaction", () -> 0);
    engine.stateDisk(() -> 0);
    metrics.ready(() -> true);
    return engine;
  }

  private GatewayMeters gatewayMeters() {
    GatewayMeters gateway = new GatewayMeters(metrics.registry());
    gateway.expect("de");
    gateway.viewers(() -> 0);
    gateway.liveStreams(() -> 0);
    return gateway;
  }

  /** All but the recent maximum, which Micrometer adds to histograms and timers. */
  private Map<String, String> found(Pattern pattern) {
    return pattern
        .matcher(metrics.scrape())
        .results()
        .filter(match -> !match.group(1).endsWith("_max"))
        .collect(toMap(match -> match.group(1), match -> match.group(2)));
  }
}
