package io.surtitle.benchmarks.subject;

import io.surtitle.benchmarks.flink.FlinkSubject;
import io.surtitle.benchmarks.process.Answering;
import io.surtitle.benchmarks.process.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** One subject in a separate process; its only argument is {@link SubjectSettings} as JSON. */
public final class SubjectProcess {
  private SubjectProcess() {}

  /** Starts the subject, reports that, then answers until the parent ends. */
  public static void main(String[] arguments) throws Exception {
    Answering answering = Answering.onStandardOutput();
    SubjectSettings settings = JsonMapper.shared().readValue(arguments[0], SubjectSettings.class);
    RunTrace trace = new RunTrace();
    AutoCloseable subject = start(settings, trace);
    try {
      answering.say("started");
      answering.serve(Map.of(Snapshot.COMMAND, () -> Snapshot.take(trace.take())));
    } finally {
      subject.close();
    }
    System.exit(0);
  }

  private static AutoCloseable start(SubjectSettings settings, RunTrace trace) throws Exception {
    Path directory = StateDirectory.create(settings.name());
    if (settings.kind() == SubjectSettings.Kind.FLINK) {
      return FlinkSubject.start(settings, directory); // each of its instances loads the model
    }
    if (settings.kind() == SubjectSettings.Kind.PER_RECORD) {
      Speech speech = Speech.loadOnly(settings, trace);
      return thenClose(PerRecordSubject.start(settings, speech, directory), List.of(speech));
    }
    if (settings.kind() == SubjectSettings.Kind.RECOGNIZER) {
      return RecognizerSubject.start(settings, trace, directory);
    }
    List<Speech> speeches = Speech.loadAll(settings, trace);
    return thenClose(EngineSubject.start(settings, speeches, directory), speeches);
  }

  private static AutoCloseable thenClose(AutoCloseable streams, List<Speech> speeches) {
    return () -> {
      streams.close();
      speeches.forEach(Speech::close);
    };
  }
}
