package io.surtitle.task.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NgramsTest {
  static final Path FRUIT = Path.of("src/test/resources/ngrams/fruit.arpa");

  @TempDir private Path directory;

  @Test
  void theLongestSequenceThatIsThereCounts() throws IOException {
    Ngrams fruit = Arpa.read(FRUIT);
    int[] the = fruit.then(fruit.begin(), "the");
    int[] apple = fruit.then(the, "apple");

    assertThat(fruit.word(fruit.begin(), "the")).isEqualTo(-0.4f);
    assertThat(fruit.word(the, "apple")).isEqualTo(-0.1f);
    assertThat(fruit.word(apple, "and")).isEqualTo(-0.2f);
  }

  @Test
  void aSequenceThatIsMissingIsBackedOff() throws IOException {
    Ngrams fruit = Arpa.read(FRUIT);
    int[] and = fruit.then(fruit.then(fruit.then(fruit.begin(), "the"), "apple"), "and");

    // "apple and salad": the weights of "apple and" and "and", then "salad" alone
    assertThat(fruit.word(and, "salad")).isCloseTo(-0.2f - 0.3f - 1.9f, within(1e-6f));
    // "apple and pair": the weight of "apple and", then "and pair"
    assertThat(fruit.word(and, "pair")).isCloseTo(-0.2f - 1.4f, within(1e-6f));
    assertThat(fruit.end(fruit.then(and, "shoes"))).isEqualTo(-0.1f);
  }

  @Test
  void aWordThatIsMissingIsUnknown() throws IOException {
    Ngrams fruit = Arpa.read(FRUIT);

    assertThat(fruit.word(fruit.begin(), "plum")).isCloseTo(-0.3f - 3.0f, within(1e-6f));
    int[] plum = fruit.then(fruit.begin(), "plum");
    assertThat(fruit.word(plum, "the")).isEqualTo(-1.0f);
  }

  @Test
  void aCompressedFileIsTheSame() throws IOException {
    Path compressed = directory.resolve("fruit.arpa.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(FRUIT, out);
    }

    Ngrams fruit = Arpa.read(compressed);

    assertThat(fruit.word(fruit.begin(), "the")).isEqualTo(-0.4f);
  }

  @Test
  void whatIsNoArpaFileIsRefusedWithTheLine() throws IOException {
    assertRefused("\\data\\\n", "there is no \\end\\");
    assertRefused("\\data\\\n\\end\\\n", "there are no n-grams");
    assertRefused("\\1-grams:\nx\ta\n\\end\\\n", "line 2: 'x' is no number");
    assertRefused("\\1-grams:\n-1\ta\n\\2-grams:\n-1\ta b\n\\end\\\n", "the word 'b' is missing");
    assertRefused("\\1-grams:\n-1\n\\end\\\n", "line 2: it is no n-gram");
  }

  private void assertRefused(String text, String fault) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.arpa"), text);
    assertThatThrownBy(() -> Arpa.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }
}
