package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code surtitle translate} with two bundles of different languages. */
class SeveralBundlesTest {
  private static final String LINES =
      "The Badgers lead by three.\n\nIt's a close game. What a shot!\n";

  @TempDir private static Path directory;
  private static Path toy;
  private static Path other;

  @BeforeAll
  static void makeTheOther() {
    toy = ToyBundle.directory();
    other = ToyBundle.copyTo(directory.resolve("other"));
    ToyBundle.editManifest(
        other,
        manifest -> {
          ArrayNode targets = manifest.put("name", "other").putArray("targets");
          List.of("it", "pt-BR", "ro").forEach(targets::add);
        });
  }

  @Test
  void aLineHasTheCaptionsOfBothInTheOrderAskedFor() {
    List<String> portuguese = translate("pt-BR", other).lines();
    List<String> french = translate("fr", toy).lines();
    List<String> romanian = translate("ro", other).lines();

    Ran ran = translate("PT-br,fr,ro", toy, other);

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    assertThat(ran.lines()).hasSize(3);
    assertThat(ran.lines().get(1)).isEmpty();
    for (int line : List.of(0, 2)) {
      assertThat(ran.lines().get(line))
          .isEqualTo(String.join("\t", portuguese.get(line), french.get(line), romanian.get(line)));
    }
  }

  @Test
  void allAreInTheOrderOfTheirTags() {
    Ran all = translate("all", toy, other);

    assertThat(all.lines()).isEqualTo(translate("de,es,fr,it,pt,ro", toy, other).lines());
    assertThat(all.lines().get(0).split("\t", -1)).hasSize(6).doesNotContain("");
  }

  @Test
  void jsonHasTheSameKeysWithSourceTokensByLanguage() {
    JsonNode both = json(translate("ro,fr", List.of("--json"), toy, other));
    JsonNode french = json(translate("fr", List.of("--json"), toy));
    JsonNode romanian = json(translate("ro", List.of("--json"), other));

    assertThat(both.propertyNames()).containsExactly("text", "delays", "sourceTokens");
    assertThat(both.path("text").propertyNames()).containsExactly("ro", "fr");
    for (String key : List.of("text", "delays")) {
      assertThat(both.path(key).path("fr")).isEqualTo(french.path(key).path("fr"));
      assertThat(both.path(key).path("ro")).isEqualTo(romanian.path(key).path("ro"));
    }
    assertThat(both.path("sourceTokens").path("fr")).isEqualTo(french.path("sourceTokens"));
    assertThat(both.path("sourceTokens").path("ro")).isEqualTo(romanian.path("sourceTokens"));
  }

  @Test
  void theSameLanguageInBothIsRefused() {
    Ran ran = translate("fr", toy, toy);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("surtitle: two bundles have the language 'fr', toy (")
        .hasLineCount(1);
  }

  @Test
  void aLanguageThatNeitherHasIsRefused() {
    Ran ran = translate("fr,ja", toy, other);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "surtitle: --to has the language 'ja', which no bundle translates into; choose from de,"
                + " es, fr, it, pt-BR, ro, or add its bundle\n");
  }

  private static JsonNode json(Ran ran) {
    return JsonMapper.shared().readTree(ran.lines().get(2));
  }

  private static Ran translate(String languages, Path... bundles) {
    return translate(languages, List.of(), bundles);
  }

  private static Ran translate(String languages, List<String> more, Path... bundles) {
    List<String> all = new ArrayList<>(List.of("translate", "--to", languages));
    all.addAll(more);
    for (Path each : bundles) {
      all.addAll(List.of("--bundle", each.toString()));
    }
    return Ran.withInput(LINES, all.toArray(String[]::new));
  }
}
