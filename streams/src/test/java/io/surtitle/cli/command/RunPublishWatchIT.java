package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.Main;
import io.surtitle.cli.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a broker as a person uses them: processes, ended by a signal. */
class RunPublishWatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ENDED_BY_SIGTERM = 143;
  private static final String SPEECH = "The Badgers lead by three.\nIt's a close game tonight\n";

  @TempDir private Path directory;
  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    broker.close();
  }

  @Test
  void liveCaptionsAreThoseOfTranslate() throws Exception {
    Path config = config();
    Path speech = Files.writeString(directory.resolve("speech.txt"), SPEECH);
    Process run = start("run", "--config", config.toString());
    await().atMost(PATIENCE).until(() -> printed("run.err").contains("broadcast.text"));

    Ran publish =
        Ran.command(
            "publish",
            "--stream=game",
            "--wpm=0",
            "--config",
            config.toString(),
            speech.toString());
    Process watch =
        start("watch", "--stream=game", "--lang=fr", "--from-beginning", "--config=" + config);
    await().atMost(PATIENCE).until(() -> printed("watch.out").lines().count() == 2);

    assertThat(publish).isEqualTo(new Ran(0, "", "sent 10 words to stream game\n"));
    assertThat(printed("watch.out")).isEqualTo(translated());
    assertThat(end(watch)).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(end(run)).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(printed("run.err")).doesNotContain("\tat ");
  }

  private Path config() throws IOException {
    return Files.writeString(
        directory.resolve("surtitle.yaml"),
        """
        kafka:
          bootstrap.servers: %s
        topics:
          partitions: 2
        model:
          bundle: %s
        streams:
          stateDirectory: state
        """
            .formatted(broker.bootstrapServers(), ToyBundle.directory()));
  }

  private static String translated() {
    String bundle = ToyBundle.directory().toString();
    return Ran.withInput(SPEECH, "translate", "--to=fr", "--bundle", bundle).out();
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve(arguments[0] + ".out").toFile())
            .redirectError(directory.resolve(arguments[0] + ".err").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static int end(Process process) throws InterruptedException {
    process.destroy();
    return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  private String printed(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }
}
