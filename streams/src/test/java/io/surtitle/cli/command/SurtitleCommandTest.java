package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurtitleCommandTest {
  private static final Pattern ONE_SENTENCE = Pattern.compile("surtitle: [^\\n]+\\n");

  @TempDir private Path directory;

  @Test
  void withoutArgumentsItPrintsUsage() {
    Ran ran = Ran.command();

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: surtitle").contains("translate", "demo", "Exit codes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "run",
        "publish",
        "watch",
        "translate",
        "transcribe",
        "models",
        "models verify",
        "repartition",
        "doctor",
        "health"
      })
  void everyCommandHasHelpWithExitCodes(String command) {
    Ran ran = Ran.command((command + " --help").split(" ", -1));

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: surtitle " + command).contains("Exit codes:");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void version() {
    Ran ran = Ran.command("--version");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("surtitle ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--no-such-option",
        "transalte",
        "translate",
        "translate --to fr --wait-k 0",
        "translate --to fr --wait-k some",
        "translate --to fr --wait-k 1000000",
        "translate --to fr --glossary /",
        "demo --port 70000",
        "translate --to fr --bundle /no/such/directory",
        "models verify",
        "models verify /no/such/directory",
        "run --config /no/such/file.yaml",
        "run --bootstrap no-port",
        "watch --bootstrap no-port",
        "publish --stream a/b",
        "publish --stream a --wpm -1",
        "publish --stream a --wpm fast",
        "publish --stream a --fast",
        "publish --stream a --microphone --fast",
        "publish --stream a --microphone --audio -",
        "publish --stream a --audio - --wpm 3",
        "demo --bundle /no/such/directory",
        "demo --wpm -3",
        "repartition",
        "repartition --to a/b",
        "health --url localhost"
      })
  void whatCannotBeIsRefusedInOneSentence(String command) {
    Ran ran = Ran.command(command.split(" ", -1));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(lastLine(ran)).matches(ONE_SENTENCE);
    assertThat(ran.err()).doesNotContain("\tat ");
  }

  @Test
  void misspeltCommandIsRecognised() {
    Ran ran = Ran.command("transalte");

    assertThat(ran.err()).contains("'transalte'").contains("did you mean 'translate'?");
  }

  @Test
  void soundBundle() {
    Ran ran = Ran.command("models", "verify", ToyBundle.directory().toString());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .isEqualToNormalizingNewlines("toy 0.1.0: en to fr, de, es, 0.1 MB, sound\n");
  }

  @Test
  void flippedByte() {
    Path copy = ToyBundle.copyTo(directory.resolve("copy"));
    ToyBundle.edit(
        copy.resolve("encoder.onnx"),
        bytes -> {
          bytes[bytes.length / 2] ^= 1;
          return bytes;
        });

    Ran ran = Ran.command("models", "verify", copy.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).matches(ONE_SENTENCE).contains("encoder.onnx");
  }

  @Test
  void unknownKey() throws IOException {
    Path file = Files.writeString(directory.resolve("surtitle.yaml"), "batch: {maximum: 3}\n");

    Ran ran = Ran.command("run", "--config", file.toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).matches(ONE_SENTENCE).contains("'batch.maximum'", "line 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "gateway", "publish --stream a", "watch"})
  void topicsThatClashAreRefusedBeforeAnythingIsStarted(String command) throws IOException {
    Path file =
        Files.writeString(directory.resolve("surtitle.yaml"), "topics: {text: captions.fr}\n");

    Ran ran = Ran.command((command + " --config " + file).split(" ", -1));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "surtitle: topics.captions with the language 'fr' and topics.text both mean the topic"
                + " 'captions.fr', but each needs one of its own\n");
  }

  @Test
  void noBrokerIsAFailure() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("surtitle.yaml"),
            """
            kafka:
              bootstrap.servers: 127.0.0.1:1
              default.api.timeout.ms: 1000
              request.timeout.ms: 500
            """);

    Ran ran = Ran.command("publish", "--stream", "a", "--config", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .matches(ONE_SENTENCE)
        .contains("no Kafka broker answers at 127.0.0.1:1 within 1 seconds");
  }

  private static String lastLine(Ran ran) {
    return ran.err().lines().reduce("", (before, line) -> line) + "\n";
  }
}
