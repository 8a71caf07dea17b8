package io.surtitle.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.surtitle.bundle.ToyBundle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;

/** {@code surtitle translate --list}. */
class LanguageTableTest {
  @TempDir private Path directory;
  private String east = "";
  private String west = "";

  @BeforeEach
  void makeBundles() {
    east = bundle("east", List.of("zh", "ar", "ko"));
    west = bundle("west", List.of("fr", "pt-BR", "de"));
    edit("east", "zh", 20.4);
    edit("east", "ar", 31.25);
    edit("west", "fr", 42.1);
    edit("west", "pt-BR", 100);
  }

  private String bundle(String name, List<String> languages) {
    Path copy = ToyBundle.copyTo(directory.resolve(name));
    ToyBundle.editManifest(
        copy,
        manifest -> {
          ArrayNode targets = manifest.put("name", name).putArray("targets");
          languages.forEach(targets::add);
        });
    return copy.toString();
  }

  private void edit(String bundle, String language, double chrf) {
    ToyBundle.editManifest(
        directory.resolve(bundle), manifest -> ToyBundle.measure(manifest, language, chrf));
  }

  @Test
  void everyLanguageHasItsNamesItsBundleAndItsQuality() {
    Ran ran = list();

    assertThat(ran.code()).describedAs(ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    String measured = "wait-3, broadcast, 342 sentences, 2026-11-27";
    assertThat(ran.lines())
        .containsExactly(
            "tag    language            in English           bundle  chrF   label         measured"
                + " with",
            "ar     العربية             Arabic               east    31.3   preview       "
                + measured,
            "de     Deutsch             German               west    -      not measured",
            "fr     français            French               west    42.1                 "
                + measured,
            "ko     한국어              Korean               east    -      not measured",
            "pt-BR  português (Brasil)  Portuguese (Brazil)  west    100.0                "
                + measured,
            "zh     中文                Chinese              east    20.4                 "
                + measured);
  }

  @Test
  void jsonHasALineForEachLanguageAskedFor() {
    assertThat(list("--json", "--to", "de,AR").lines())
        .containsExactly(
            "{\"language\":\"ar\",\"bundle\":\"east\",\"chrf\":31.25,\"preview\":true,\"waitK\":3,"
                + "\"set\":\"broadcast\",\"sentences\":342,\"date\":\"2026-11-27\"}",
            "{\"language\":\"de\",\"bundle\":\"west\"}");
  }

  @Test
  void aQualityThatMakesNoSenseIsNamed() {
    edit("west", "fr", -1);

    Ran ran = list();

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("surtitle.json is not sound, chrf is -1.0, not 0 to 100 (at 'quality.fr')")
        .hasLineCount(1);
  }

  private Ran list(String... more) {
    String[] bundles = {"translate", "--list", "--bundle", east, "--bundle", west};
    return Ran.command(Stream.of(bundles, more).flatMap(Arrays::stream).toArray(String[]::new));
  }
}
