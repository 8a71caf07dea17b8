package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.SubjectSettings;
import io.surtitle.bundle.BundleException;
import io.surtitle.inference.DeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Spec private @Nullable CommandSpec spec;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "Write all figures there too.")
  private @Nullable Path json;

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
              + " journals between snapshots, in alternation, and a restart with both, with half of"
              + " --pace streams; about 15 minutes.")
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

  @Option(
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
      Micro.run(options.directory().toString());
      return 0;
    }
    check();
    int cores = Runtime.getRuntime().availableProcessors();
    BenchDevice on = options.device(cores);
    Machine machine = Machine.here(on.name());
    Plan plan = options.plan(cores, on.choice());
    require(!packs || !plan.packs().isEmpty(), "--packs needs several installed bundles");
    Consumer<String> progress = line -> System.err.println("... " + line);
    try (Cluster cluster = Cluster.start(plan.partitions())) {
      if (audio) {
        SubjectSettings settings =
            plan.recognizer(cluster.newName("audio"), cluster.bootstrap(), options.transcribing());
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

  private void check() {
    String refused = options.refusal();
    require(refused == null, String.valueOf(refused));
    require(pairs >= 1 && pairs <= 100, "--pairs must be from 1 to 100");
    require(open >= 1 && open <= 5000, "--open must be from 1 to 5000");
    if (json != null) {
      Path parent = json.toAbsolutePath().getParent();
      require(parent != null && Files.isDirectory(parent), "--json: no directory to write " + json);
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), otherwise);
    }
  }
}
