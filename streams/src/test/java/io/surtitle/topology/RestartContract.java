package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.batching.Engine;
import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever dies in mid-sentence, every caption is what it would have been, once and in order.
 * Against a broker that subclasses name.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RestartContract {
  private static final int PAUSE_MS = 150;

  @TempDir private Path directory;

  abstract String bootstrapServers();

  @Test
  void captionsComeWordByWordAndOnce() throws Exception {
    Map<String, List<Caption>> captions = uninterrupted("whole");

    assertThat(captions).hasSize(Play.STREAMS.size() * Toy.SETTINGS.targets().size());
    assertThat(captions.values())
        .allSatisfy(
            each -> {
              assertThat(each).extracting(Caption::id, Caption::revision).doesNotHaveDuplicates();
              assertThat(each)
                  .filteredOn(caption -> caption.status() == Status.FINAL)
                  .extracting(Caption::source)
                  .containsExactly("What a shot!", "He is shooting from three points and scores.");
            });
  }

  @Test
  void closedBetweenWords() throws Exception {
    Map<String, List<Caption>> expected = uninterrupted("unclosed");

    Map<String, List<Caption>> actual;
    try (Play play = new Play(bootstrapServers(), "closed", directory)) {
      play.start();
      for (int i = 0; i < Play.WORDS.size(); i++) {
        play.say(Play.WORDS.get(i));
        if (i % 4 == 1) {
          Thread.sleep(i % 8 == 1 ? PAUSE_MS : 0);
          play.stop();
          play.start();
        }
      }
      play.say(Play.LAST_WORD);
      actual = play.captions();
    }

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void crashedInTheMiddleOfAWave() throws Exception {
    Map<String, List<Caption>> expected = uninterrupted("uncrashed");

    AtomicInteger waves = new AtomicInteger();
    Map<String, List<Caption>> actual;
    try (Play play = new Play(bootstrapServers(), "crashed", directory)) {
      play.start(() -> new Crashing(Toy.engine(), waves));
      for (String word : Play.WORDS) {
        play.say(word);
        Thread.sleep(PAUSE_MS);
      }
      play.say(Play.LAST_WORD);
      actual = play.captions();
    }

    assertThat(waves).hasValueGreaterThan(2 * (Play.WORDS.size() + 1));
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void killedBetweenWords() throws Exception {
    Map<String, List<Caption>> expected = uninterrupted("unkilled");

    Map<String, List<Caption>> actual;
    try (Play play = new Play(bootstrapServers(), "killed", directory)) {
      Process running = process();
      for (int i = 0; i < Play.WORDS.size(); i++) {
        play.say(Play.WORDS.get(i));
        if (i == 1 || i == 6) {
          Thread.sleep(i == 1 ? PAUSE_MS : 0);
          running.destroyForcibly().waitFor();
          running = process();
        }
      }
      play.say(Play.LAST_WORD);
      actual = play.captions();
      running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    assertThat(actual).isEqualTo(expected);
  }

  private Map<String, List<Caption>> uninterrupted(String name) throws Exception {
    try (Play play = new Play(bootstrapServers(), name, directory)) {
      play.start();
      for (String word : Play.WORDS) {
        play.say(word);
      }
      play.say(Play.LAST_WORD);
      return play.captions();
    }
  }

  /** Dies before its third wave, after its ninth, and once more after the 15th. */
  private static final class Crashing extends Forwarding {
    private final AtomicInteger waves;

    Crashing(Engine engine, AtomicInteger waves) {
      super(engine);
      this.waves = waves;
    }

    @Override
    public List<Done> step() {
      int wave = waves.incrementAndGet();
      if (wave == 3) {
        throw new InternalError("crash before a wave");
      }
      List<Done> done = super.step();
      if (wave == 9 || wave == 15) {
        throw new InternalError("crash after a wave");
      }
      return done;
    }
  }

  private Process process() throws Exception {
    Path errors = directory.resolve("victim.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                Victim.class.getName(),
                bootstrapServers(),
                "killed",
                directory.toString())
            .redirectError(errors.toFile());
    // Not as an option: ONNX Runtime 1.29 overflowed its stack on a command line of kilobytes.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    if (process.getInputStream().read() != Victim.STARTED) {
      throw new AssertionError("exit code " + process.waitFor() + ": " + Files.readString(errors));
    }
    return process;
  }
}
