package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.bundle.Bundle;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.Model;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.inference.Batching;
import io.surtitle.inference.CudaSettings;
import io.surtitle.inference.DeviceChoice;
import io.surtitle.inference.RunSettings;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import io.surtitle.task.translate.Translate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code surtitle bench} that say what is measured, and for how long. */
final class BenchOptions {
  /** How long JIT compilation takes; a shorter warm-up favours subjects that do less meanwhile. */
  private static final double WARM_SECONDS = 10;

  @Option(names = "--quick", description = "In less than 3 minutes, with the main figures only.")
  private boolean quick;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description = "Streams where throughput is measured. Default: ${DEFAULT-VALUE}.")
  private int streams = 256;

  @Option(
      names = "--languages",
      paramLabel = "N",
      description =
          "Target rows of a stream where there are many; the model's languages are repeated."
              + " Default: ${DEFAULT-VALUE}.")
  private int languages = 24;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Hypotheses in the search for the rest of a caption. Default: 3, the engine's own; 1,"
              + " too, where throughput is measured without --quick.")
  private @Nullable Integer beam;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Most streams of a partition in one wave. Default: as suits the device.")
  private @Nullable Integer batch;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda",
      description = "What graphs run on, in all programs. Default: a GPU if one can be used.")
  private DeviceChoice device = DeviceChoice.AUTO;

  @Option(
      names = "--as-on-gpu",
      description =
          "Batch as on a GPU whatever the device: one runner for all stream threads, large runs of"
              + " a few sizes.")
  private boolean asOnGpu;

  @Option(
      names = "--engine-only",
      description = "Compare the engine with ONNX Runtime alone, not with the other programs.")
  private boolean engineOnly;

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description =
          "Stream threads to choose the fastest of, for each program. Default: 1 and the number of"
              + " cores; with --quick only the latter.")
  private List<Integer> threads = List.of();

  @Option(
      names = "--pace",
      paramLabel = "N",
      description = "Streams at speech pace to try first. Default: ${DEFAULT-VALUE}.")
  private int pace = 60;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Length of each measurement. Default: 20, with --quick 8.")
  private @Nullable Double seconds;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "Directory of the model. Default: models/live-translate or, without that, the installed"
              + " bundle of three languages. With it, languages of other bundles are not measured.")
  private @Nullable Path bundle;

  /**
   * What graphs run on.
   *
   * @throws io.surtitle.inference.DeviceException if the wanted device cannot be used
   */
  BenchDevice device(int cores) {
    return BenchDevice.of(directory(), runs(device), threadsOr(cores));
  }

  /** What a run with these options measures. */
  Plan plan(int cores, DeviceChoice on) {
    Path directory = directory();
    List<String> targets = Bundle.load(directory).manifest().targets();
    List<String> rows =
        IntStream.range(0, languages).mapToObj(i -> targets.get(i % targets.size())).toList();
    double length = seconds != null ? seconds : quick ? 8 : 20;
    return new Plan(
        quick,
        engineOnly,
        directory.toString(),
        bundle == null && installed().size() > 1 ? installed() : List.of(),
        streams,
        rows,
        beams(),
        beam == null ? Translate.BEAM : beam,
        runs(on),
        cores,
        threadsOr(cores),
        seconds == null ? Math.max(WARM_SECONDS, length * 3 / 4) : length * 3 / 4,
        length,
        words(length),
        pace,
        quick ? 1 : 9);
  }

  /** Why these options cannot be taken; null if they can. */
  @Nullable String refusal() {
    return Stream.of(
            within("--streams", streams, 1, 10_000),
            within("--languages", languages, 1, 1000),
            within("--beam", beam, 1, Translate.WIDEST_BEAM),
            within("--batch", batch, 1, 4096),
            within("--pace", pace, 5, 100_000),
            threads.stream().allMatch(each -> each >= 1) ? "" : "--threads must be at least 1",
            seconds == null || seconds >= 1 ? "" : "--seconds must be at least 1")
        .filter(each -> !each.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String within(String option, @Nullable Integer value, int least, int most) {
    boolean holds = value == null || (value >= least && value <= most);
    return holds ? "" : "%s must be from %d to %d".formatted(option, least, most);
  }

  /** The translation bundle of measurements with one. */
  Path directory() {
    if (bundle != null && Bundle.load(bundle).manifest().task().equals(Translate.TASK)) {
      return bundle.toAbsolutePath();
    }
    Path shipped = Installation.bundle().toAbsolutePath();
    return Files.isDirectory(shipped) ? shipped : Path.of(Languages.one(installed()).bundle());
  }

  /** The bundle that transcribes; its words are captions of its language. */
  Pack transcribing() {
    Path directory =
        bundle != null
            ? bundle
            : Installation.bundle(Transcribe.TASK)
                .orElseThrow(
                    () -> new IllegalStateException("--audio needs a bundle that transcribes"));
    String language =
        new Transcribe(Bundle.load(directory), null, TranscribeSettings.DEFAULT).language();
    return new Pack(Transcribe.TASK, directory.toAbsolutePath().toString(), List.of(language));
  }

  /** The installed bundles, each with the languages that come from it. */
  private static List<Pack> installed() {
    Model usual = Configuration.defaults().model();
    return BundleChoice.of(usual, List.of(), "--packs").bundles().stream().map(Pack::of).toList();
  }

  private List<Integer> beams() {
    if (beam != null) {
      return List.of(beam);
    }
    return quick ? List.of(Translate.BEAM) : List.of(Translate.BEAM, 1);
  }

  /** One thread a run on a CPU: stream threads share the cores. */
  private RunSettings runs(DeviceChoice on) {
    Batching gpu = Batching.GPU;
    Integer sessions = batch == null && asOnGpu ? Integer.valueOf(gpu.sessions()) : batch;
    Batching.Overrides overrides =
        asOnGpu
            ? new Batching.Overrides(sessions, gpu.rows(), gpu.padded(), gpu.shared())
            : new Batching.Overrides(sessions, null, null, null);
    return new RunSettings(1, on, CudaSettings.DEFAULT, overrides);
  }

  private List<Integer> threadsOr(int cores) {
    if (!threads.isEmpty()) {
      return threads;
    }
    return quick || cores == 1 ? List.of(cores) : List.of(1, cores);
  }

  /** Enough for any subject on a CPU; where it runs low, more is written. */
  private int words(double length) {
    int wordsPerSecond = 6000;
    return (int) (wordsPerSecond * 2 * length / streams) + 50;
  }
}
