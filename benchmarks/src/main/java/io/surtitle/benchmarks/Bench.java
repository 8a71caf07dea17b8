package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.Pack;
import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.Model;
import io.surtitle.cli.wiring.BundleChoice;
import io.surtitle.cli.wiring.Installation;
import io.surtitle.inference.Batching;
import io.surtitle.inference.CudaSettings;
import io.surtitle.inference.DeviceChoice;
import io.surtitle.inference.DeviceException;
import io.surtitle.inference.RunSettings;
import io.surtitle.task.transcribe.Transcribe;
import io.surtitle.task.transcribe.TranscribeSettings;
import io.surtitle.task.translate.Translate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code surtitle bench}. */
@Command(
    name = "surtitle bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures the engine end to end, and three baselines in the same run.",
      "",
      "Starts a Kafka broker, then one program at a time, each in a process of its own: the engine,"
          + " ONNX Runtime alone, Kafka Streams with one run a record, a Flink job. Prints a table."
          + " Close all other programs: it measures the whole machine.",
      ""
    })
public final class Bench implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Bench.class);
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  /** How long JIT compilation takes; a shorter warm-up favours subjects that do less meanwhile. */
  private static final double WARM_SECONDS = 10;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--quick", description = "In less than 3 minutes, with the main figures only.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there too.")
  private @Nullable Path json;

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

  @Option(
      names = "--micro",
      description = "Run the JMH benchmarks of the hot pieces instead, about 3 minutes.")
  private boolean micro;

  @Option(
      names = "--packs",
      description =
          "Measure only what the languages of all installed bundles cost, compared with those of"
              + " one, about 3 minutes.")
  private boolean packs;

  @Option(
      names = "--state",
      description =
          "Measure only what storing sessions costs, with a snapshot of every input and with"
              + " journals between snapshots, in alternation, and a restart with both; about 15"
              + " minutes.")
  private boolean state;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      description = "Alternating pairs that --state measures. Default: ${DEFAULT-VALUE}.")
  private int pairs = 5;

  @Option(
      names = "--open",
      paramLabel = "N",
      description = "Open utterances at the restart of --state. Default: ${DEFAULT-VALUE}.")
  private int open = 1000;

      names = "--audio",
      description =
          "Measure only what it costs to transcribe: --pace streams of speech as it sounds, and"
              + " half of them; about 3 minutes.")
  private boolean audio;

  /** Runs the command and exits with its code: 0 success, 1 failure, 2 wrong usage. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  static int execute(String... arguments) {
    CommandLine command = new CommandLine(new Bench());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(
        (failure, line, result) -> {
          line.getErr().println("surtitle bench: " + failure.getMessage());
          LOG.debug("it failed", failure);
          return failure instanceof BundleException || failure instanceof DeviceException
              ? REFUSED
              : FAILED;
        });
    command.setParameterExceptionHandler(
        (failure, given) -> {
          command.getErr().println("surtitle bench: " + failure.getMessage() + " (see --help)");
          return REFUSED;
        });
    return command.execute(arguments);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, RunnerException {
    if (micro) {
      Micro.run(directory().toString());
      return 0;
    }
    check();
    int cores = Runtime.getRuntime().availableProcessors();
    BenchDevice on = BenchDevice.of(directory(), runs(device), threadsOr(cores));
    Machine machine = Machine.here(on.name());
    Plan plan = plan(cores, runs(on.choice()));
    require(!packs || !plan.packs().isEmpty(), "--packs needs several installed bundles");
    Consumer<String> progress = line -> System.err.println("... " + line);
    try (Cluster cluster = Cluster.start(plan.partitions())) {
      if (audio) {
        SubjectSettings settings =
            plan.recognizer(cluster.newName("audio"), cluster.bootstrap(), transcribing());
        List<Hearing> hearing = Hearing.measure(cluster, plan, settings, progress);
        List<String> notes = Notes.ofHearing(machine);
        print(
            new HearingTable(hearing, machine, notes),
            Map.of("hearing", hearing, "machine", machine, "notes", notes));
      } else if (packs) {
        int most = plan.threads().get(plan.threads().size() - 1);
        List<EngineAlone> alone = EngineAlone.measure(plan);
        List<Languages> atPace = Languages.measure(cluster, plan, most, progress);
        print(new Table(alone, atPace), Map.of("engineAlone", alone, "languages", atPace));
      } else if (state) {
        StateFigures figures = StateFigures.measure(cluster, plan, pairs, open, progress);
        print(new Table(figures), figures);
      } else {
        Report report = new Run(plan, cluster, progress).report(machine);
        print(new Table(report), report);
      }
    }
    return 0;
  }

  private void print(Object table, Object figures) throws IOException {
    System.out.print(table);
    if (json != null) {
      JsonMapper pretty = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      Files.write(json, pretty.writeValueAsBytes(figures));
    }
  }

  private Plan plan(int cores, RunSettings runs) {
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
        runs,
        cores,
        threadsOr(cores),
        seconds == null ? Math.max(WARM_SECONDS, length * 3 / 4) : length * 3 / 4,
        length,
        words(length),
        pace,
        quick ? 1 : 9);
  }

  private void check() {
    require(streams >= 1 && streams <= 10_000, "--streams must be from 1 to 10000");
    require(languages >= 1 && languages <= 1000, "--languages must be from 1 to 1000");
    require(
        beam == null || (beam >= 1 && beam <= Translate.WIDEST_BEAM),
        "--beam must be from 1 to " + Translate.WIDEST_BEAM);
    require(batch == null || (batch >= 1 && batch <= 4096), "--batch must be from 1 to 4096");
    require(threads.stream().allMatch(each -> each >= 1), "--threads must be at least 1");
    require(pace >= 5 && pace <= 100_000, "--pace must be from 5 to 100000");
    require(pairs >= 1 && pairs <= 100, "--pairs must be from 1 to 100");
    require(open >= StateFigures.SPEAKING && open <= 5000, "--open must be from 30 to 5000");
    require(seconds == null || seconds >= 1, "--seconds must be at least 1");
    if (json != null) {
      Path parent = json.toAbsolutePath().getParent();
      require(parent != null && Files.isDirectory(parent), "--json: no directory to write " + json);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw refusal(otherwise);
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private Path directory() {
    if (bundle != null && !audio) {
      return bundle.toAbsolutePath();
    }
    Path shipped = Installation.bundle().toAbsolutePath();
    return Files.isDirectory(shipped) ? shipped : Path.of(Languages.one(installed()).bundle());
  }

  /** The bundle that transcribes; its words are captions of its language. */
  private Pack transcribing() {
    Path directory =
        bundle != null
            ? bundle
            : Installation.bundle(Transcribe.TASK)
                .orElseThrow(() -> refusal("--audio needs a bundle that transcribes"));
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
