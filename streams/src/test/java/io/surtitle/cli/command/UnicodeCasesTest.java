package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.text.Cleaning;
import io.surtitle.text.Sentences;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text that producers sent: it is translated as the plain text that it looks like. */
class UnicodeCasesTest {

  /** See {@code cases/unicode.properties}. */
  record Case(String id, String text, String words, int sentences) {
    static Case of(String id, String value) {
      String[] columns = value.split("\t", -1);
      int last = columns.length - 1; // a text may have tabs itself
      String text = String.join("\t", List.of(columns).subList(0, last - 1));
      return new Case(id, text, columns[last - 1], Integer.parseInt(columns[last]));
    }
  }

  static List<Case> cases() throws IOException {
    Properties cases = new Properties();
    try (InputStream file =
        UnicodeCasesTest.class.getResourceAsStream("/cases/unicode.properties")) {
      cases.load(Objects.requireNonNull(file));
    }
    return cases.stringPropertyNames().stream()
        .sorted()
        .map(id -> Case.of(id, cases.getProperty(id)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textIsCleaned(Case each) {
    assertThat(Cleaning.of(each.text())).isEqualTo(each.words());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sentencesEndWhereTheyDo(Case each) {
    Sentences english = Sentences.of("en");
    String[] words =
        Stream.of(Cleaning.of(each.text()).split(" "))
            .flatMap(word -> Sentences.parts(word).stream())
            .toArray(String[]::new);

    long ends =
        IntStream.range(0, words.length - 1)
            .filter(i -> english.endsWith(words[i]) || english.endsBetween(words[i], words[i + 1]))
            .count();

    assertThat(ends + 1).isEqualTo(each.sentences());
  }

  @Test
  void captionsAreThoseOfThePlainText() throws IOException {
    List<Case> cases = cases();

    List<String> captions = translated(cases.stream().map(Case::text).toList());

    assertThat(captions).isEqualTo(translated(cases.stream().map(Case::words).toList()));
  }

  private static List<String> translated(List<String> lines) {
    Ran ran =
        Ran.withInput(
            String.join("\n", lines) + "\n",
            "translate",
            "--bundle=" + ToyBundle.directory(),
            "--to=es,fr");
    assertThat(ran.code()).isZero();
    return ran.lines();
  }
}
