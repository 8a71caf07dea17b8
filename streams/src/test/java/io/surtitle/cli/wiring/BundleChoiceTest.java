package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.bundle.BundleException;
import io.surtitle.bundle.ToyBundle;
import io.surtitle.cli.config.ListedBundle;
import io.surtitle.cli.config.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleChoiceTest {
  private static final String KEY = "captions.languages";

  @TempDir private Path directory;

  @Test
  void theInstalledBundlesAreTheDefault() {
    BundleChoice choice = BundleChoice.of(new Model(null, List.of(), null), List.of(), KEY);

    assertThat(choice.bundles())
        .allSatisfy(
            each -> {
              assertThat(each.directory())
                  .isDirectory()
                  .hasParent(Installation.bundle().getParent());
              assertThat(each.task()).isEqualTo("translate");
              assertThat(each.source()).isEqualTo("en");
            });
    assertThat(choice.languages()).isSorted().contains("de", "es", "fr");
    assertThat(choice.bundles())
        .flatExtracting(ChosenBundle::languages)
        .containsExactlyInAnyOrderElementsOf(choice.languages());
  }

  @Test
  void theOnlyBundleHasTheIdOfTheShippedOne() {
    Model model = new Model(ToyBundle.directory(), List.of(), null);

    assertThat(BundleChoice.of(model, List.of("DE"), KEY).bundles())
        .containsExactly(
            new ChosenBundle(
                "live-translate",
                ToyBundle.directory(),
                "translate",
                "en",
                List.of("de"),
                Map.of()));
  }

  @Test
  void theListSaysIdsOrTheManifestsDo() {
    Path other =
        with(
            "{\"name\": \"other\", \"task\": \"translate\", \"source\": \"en\","
                + " \"targets\": [\"it\"], \"rank\": 3}");
    Model model =
        new Model(
            null,
            List.of(new ListedBundle("mine", ToyBundle.directory()), new ListedBundle(null, other)),
            null);

    assertThat(BundleChoice.of(model, List.of(), KEY).bundles())
        .extracting(ChosenBundle::operator)
        .containsExactly("mine", "other");
    assertThat(ManifestHead.read(other).rank()).isEqualTo(3);
  }

  @Test
  void aBundleOfAnotherTaskNeedsNoLanguages() {
    assertThat(ManifestHead.read(with("{\"name\": \"speech\", \"task\": \"detect\"}")))
        .isEqualTo(new ManifestHead("speech", "detect", "", List.of(), Map.of(), 0));
  }

  @Test
  void whatAManifestLacksIsNamed() {
    assertRefused("{\"name\": \"a\"}", "has no text at 'task'");
    assertRefused("{\"task\": \"detect\"}", "has no text at 'name'");
    assertRefused(
        "{\"name\": \"a\", \"task\": \"translate\", \"source\": \"en\"}",
        "has no list of languages at 'targets'");
    assertRefused(
        "{\"name\": \"a\", \"task\": \"detect\", \"rank\": 1.5}", "has no whole number at 'rank'");
    assertRefused(
        "{\"name\": \"a\", \"task\": \"translate\", \"source\": \"en\", \"targets\": [\"fr\"],"
            + " \"quality\": {\"fr\": {\"chrf\": 42}}}",
        "has no key 'quality.fr.waitK'");
    assertRefused("{", "is not JSON");
  }

  @Test
  void aDirectoryWithoutManifest() {
    Model model = new Model(directory, List.of(), null);

    assertThatThrownBy(() -> BundleChoice.of(model, List.of(), KEY))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            directory + " is no bundle, having no surtitle.json: give the directory of a bundle.");
  }

  private void assertRefused(String manifest, String fault) {
    Path bundle = with(manifest);

    assertThatThrownBy(() -> ManifestHead.read(bundle))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(bundle.resolve("surtitle.json") + " " + fault + ": ");
  }

  private Path with(String manifest) {
    try {
      Files.writeString(directory.resolve("surtitle.json"), manifest);
      return directory;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
