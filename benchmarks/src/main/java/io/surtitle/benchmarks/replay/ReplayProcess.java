package io.surtitle.benchmarks.replay;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.surtitle.benchmarks.process.Answering;
import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.ElementType;
import io.surtitle.bundle.GraphSpec;
import io.surtitle.bundle.TensorSpec;
import io.surtitle.inference.OnnxRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** ONNX Runtime in a separate process; the only argument is a file of {@link ReplaySettings}. */
public final class ReplayProcess {
  private static final int SAMPLE = 200;

  private final ReplaySettings settings;
  private final Bundle bundle;
  private final Map<String, OrtSession> sessions = new HashMap<>();

  private ReplayProcess(ReplaySettings settings) throws OrtException {
    this.settings = settings;
    this.bundle = Bundle.load(Path.of(settings.bundle()));
    for (String graph : bundle.manifest().graphs().keySet()) {
      sessions.put(graph, open(graph));
    }
  }

  /** ONNX Runtime's own version. */
  public static String runtimeVersion() {
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /** Runs the replay, reports its speed, and ends. */
  public static void main(String[] arguments) throws Exception {
    Answering answering = Answering.onStandardOutput();
    byte[] json = Files.readAllBytes(Path.of(arguments[0]));
    ReplaySettings settings = JsonMapper.shared().readValue(json, ReplaySettings.class);
    answering.say(new ReplayProcess(settings).measure());
    System.exit(0);
  }

  /** Uses the engine's session options, on the engine's device. */
  private OrtSession open(String graph) throws OrtException {
    return OnnxRuntime.open(
        bundle.file(bundle.manifest().graph(graph).file()), settings.settings());
  }

  private Rate measure() throws Exception {
    List<RunCount> sample = Sample.of(settings.runs(), SAMPLE);
    ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
    CyclicBarrier barrier = new CyclicBarrier(settings.threads());
    List<Future<Rate>> loops = new ArrayList<>();
    for (int i = 0; i < settings.threads(); i++) {
      List<RunCount> turned = new ArrayList<>(sample);
      Collections.rotate(turned, i * SAMPLE / settings.threads());
      loops.add(threads.submit(() -> loop(turned, barrier)));
    }
    double stepsPerSecond = 0;
    long runs = 0;
    for (Future<Rate> loop : loops) {
      stepsPerSecond += loop.get().stepsPerSecond();
      runs += loop.get().runs();
    }
    threads.shutdown();
    return new Rate(stepsPerSecond, runs);
  }

  /** Runs the sample once as a warm-up, then in whole rounds until the time is over. */
  private Rate loop(List<RunCount> sample, CyclicBarrier barrier) throws Exception {
    List<PreparedRun> runs = prepare(sample);
    for (PreparedRun run : runs) {
      run.run();
    }
    barrier.await();
    long start = System.nanoTime();
    long steps = 0;
    long count = 0;
    double seconds = 0;
    while (seconds < settings.seconds()) {
      for (PreparedRun run : runs) {
        steps += run.run();
      }
      count += runs.size();
      seconds = (System.nanoTime() - start) / 1e9;
    }
    return new Rate(steps / seconds, count);
  }

  private List<PreparedRun> prepare(List<RunCount> sample) throws OrtException {
    Map<String, Floats> memory = new HashMap<>();
    List<PreparedRun> runs = new ArrayList<>();
    for (RunCount run : sample) {
      GraphSpec graph = bundle.manifest().graph(run.graph());
      Floats floats = memory.computeIfAbsent(run.graph(), name -> floats(graph, name, sample));
      OrtSession session = Objects.requireNonNull(sessions.get(run.graph()));
      int languages = bundle.manifest().targets().size();
      runs.add(new PreparedRun(session, graph, run, floats, languages));
    }
    return runs;
  }

  private static Floats floats(GraphSpec graph, String name, List<RunCount> sample) {
    List<TensorSpec> tensors =
        Stream.concat(graph.inputs().stream(), graph.outputs().stream())
            .filter(spec -> spec.type() == ElementType.FLOAT32)
            .toList();
    return new Floats(tensors, sample.stream().filter(r -> r.graph().equals(name)).toList());
  }
}
