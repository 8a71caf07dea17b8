package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.terminal.ReadyLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TranslateTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "full"})
  void whatTheExportExpects(String waitK) throws IOException {
    JsonNode golden = JSON.readTree(Files.readAllBytes(ToyBundle.golden())).path("sentences");
    List<String> texts = new ArrayList<>();
    golden.forEach(sentence -> texts.add(sentence.path("text").asString()));

    Ran ran =
        translate(String.join("\n", texts), "--to=es,fr", "--wait-k", waitK, "--beam=1", "--json");

    assertThat(ran.lines()).hasSameSizeAs(texts);
    for (int i = 0; i < texts.size(); i++) {
      JsonNode expected = golden.path(i).path("waitK").path(waitK);
      JsonNode line = JSON.readTree(ran.lines().get(i));
      for (String language : List.of("es", "fr")) {
        assertThat(ToyBundle.characters(line.path("text").path(language).asString()))
            .isEqualTo(ToyBundle.characters(expected.path(language).path("text").asString()));
        assertThat(line.path("delays").path(language))
            .isEqualTo(expected.path(language).path("delays"));
      }
    }
  }

  @Test
  void oneLineForOneLineInOrder() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      lines.add(i % 7 == 3 ? "" : "The Badgers lead by " + i + ".");
    }

    Ran together = translate(String.join("\n", lines), "--to", "fr");

    List<String> alone = lines.stream().limit(12).map(line -> line(line, "--to", "fr")).toList();
    assertThat(together.code()).isZero();
    assertThat(together.err()).isEmpty();
    assertThat(together.lines()).hasSameSizeAs(lines);
    assertThat(together.lines()).startsWith(alone.toArray(String[]::new));
  }

  @Test
  void listedTermsComeThrough(@TempDir Path directory) throws IOException {
    Path roster = Files.writeString(directory.resolve("roster.txt"), "Kwibisa\nOllanketo\n");

    String line = line("kwibisa passes to Ollanketo!", "--to=fr", "--glossary=" + roster);

    assertThat(line).contains("Kwibisa").contains("Ollanketo");
  }

  @Test
  void aGlossaryThatCannotBeUsedIsRefused(@TempDir Path directory) throws IOException {
    Path roster = Files.writeString(directory.resolve("roster.txt"), "x".repeat(100));

    Ran tooLong = translate("", "--to=fr", "--glossary=" + roster);
    Ran missing = translate("", "--to=fr", "--glossary=" + directory.resolve("none"));

    assertThat(tooLong.code()).isEqualTo(2);
    assertThat(tooLong.err()).contains("roster.txt: the term 'xxxxxxxxxxxxxxxxxxxx...' is longer");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("does not exist");
  }

  @Test
  void languagesShareALineInTheOrderAskedFor() {
    String both = line("What a shot!", "--to", "es,fr");

    assertThat(both)
        .isEqualTo(line("What a shot!", "--to", "es") + "\t" + line("What a shot!", "--to", "fr"));
  }

  @Test
  void blankLinesStayBlank() {
    Ran ran = translate("\n \t \nWhat a shot!\n\n", "--to", "fr,de");

    assertThat(ran.lines()).hasSize(4);
    assertThat(ran.lines().get(0)).isEmpty();
    assertThat(ran.lines().get(1)).isEmpty();
    assertThat(ran.lines().get(2)).isNotEmpty();
    assertThat(ran.lines().get(3)).isEmpty();
  }

  @Test
  void twoSentencesOnOneLine() {
    JsonNode first = json("The Badgers lead by three.");
    JsonNode second = json("It's a close game tonight.");

    JsonNode both = json("The Badgers lead by three. It's a close game tonight.");

    int before = first.path("sourceTokens").asInt();
    List<Integer> delays = new ArrayList<>();
    first.path("delays").path("fr").forEach(delay -> delays.add(delay.asInt()));
    second.path("delays").path("fr").forEach(delay -> delays.add(before + delay.asInt()));
    assertThat(both.path("text").path("fr").asString())
        .isEqualTo(
            first.path("text").path("fr").asString()
                + " "
                + second.path("text").path("fr").asString());
    assertThat(both.path("delays").path("fr")).isEqualTo(JSON.valueToTree(delays));
    assertThat(both.path("sourceTokens").asInt())
        .isEqualTo(before + second.path("sourceTokens").asInt());
  }

  @Test
  void aLineThatIsLongComesInPartsBeforeItIsOver() {
    String sentence = "The Badgers lead by three. ";
    List<String> sentences = translate((sentence.strip() + "\n").repeat(160), "--to", "fr").lines();

    Ran ran = translate(sentence.repeat(160) + "\nWhat a shot!\n", "--to", "fr");

    List<String> parts = ran.lines().subList(0, ran.lines().size() - 1);
    assertThat(parts).hasSize(2);
    assertThat(String.join(" ", parts)).isEqualTo(String.join(" ", sentences));
    assertThat(ran.lines()).endsWith(line("What a shot!", "--to", "fr"));
  }

  @Test
  void aWordOfAnyLengthIsCopied() {
    String word = "x1y2".repeat(50_000);

    Ran ran = translate(word + "\nWhat a shot!\n", "--to", "es,fr");

    List<String> parts = ran.lines().subList(0, ran.lines().size() - 1);
    for (int language = 0; language < 2; language++) {
      int column = language;
      assertThat(parts.stream().map(part -> part.split("\t", -1)[column]).toList())
          .allMatch(part -> part.length() <= ReadyLines.LONGEST)
          .satisfies(copied -> assertThat(String.join("", copied)).isEqualTo(word));
    }
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void nothingInNothingOut() {
    assertThat(translate("", "--to", "fr")).isEqualTo(new Ran(0, "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xx", "fr,xx", "fr,fr"})
  void languagesThatCannotBe(String languages) {
    Ran ran = translate("What a shot!", "--to", languages);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("surtitle: ").hasLineCount(1);
  }

  private static JsonNode json(String line) {
    return JSON.readTree(line(line, "--to", "fr", "--json"));
  }

  private static String line(String line, String... args) {
    return translate(line + "\n", args).out().stripTrailing();
  }

  private static Ran translate(String input, String... args) {
    List<String> all = new ArrayList<>(List.of("translate"));
    all.addAll(List.of("--bundle", ToyBundle.directory().toString()));
    all.addAll(List.of(args));
    return Ran.withInput(input, all.toArray(String[]::new));
  }
}
