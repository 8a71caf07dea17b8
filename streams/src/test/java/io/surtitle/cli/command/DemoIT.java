package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.text.Sentences;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoIT {
  @Test
  void everySentenceInEveryLanguage() {
    Ran ran = Ran.command("demo", "--fast", "--exit", "--bundle", ToyBundle.directory().toString());

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    long sentences = sentences();
    assertThat(sentences).isGreaterThan(50);
    for (String language : List.of("fr", "de", "es")) {
      assertThat(ran.lines())
          .filteredOn(line -> line.startsWith(language + "\t"))
          .hasSize((int) sentences);
    }
    assertThat(ran.lines().get(ran.lines().size() - 1))
        .startsWith("de, es, fr: " + 3 * sentences + " final captions, ");
  }

  /** The pauses of the recording end utterances, whatever is understood of them. */
  @Test
  void theRecordingIsRecognisedAndTranslatedToItsEnd() {
    Ran ran =
        Ran.command(
            "demo", "--audio", "--fast", "--exit", "--bundle", ToyBundle.directory().toString());

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    assertThat(ran.lines()).filteredOn(line -> line.startsWith("fr\t")).hasSizeGreaterThan(15);
  }

  private static long sentences() {
    return TextBroadcast.shipped(0).lines().stream()
        .mapToLong(
            line -> {
              String[] words = line.split(" ", -1);
              long ends = Stream.of(words).filter(Sentences.of("en")::endsWith).count();
              return ends + (Sentences.of("en").endsWith(words[words.length - 1]) ? 0 : 1);
            })
        .sum();
  }
}
