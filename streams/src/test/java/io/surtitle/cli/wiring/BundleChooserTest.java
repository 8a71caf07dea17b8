package io.surtitle.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.cli.config.ConfigurationException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BundleChooserTest {
  private static final String KEY = "captions.languages";
  private static final Candidate ROMANCE = translation("romance", 0, "en", "fr", "it", "ro");
  private static final Candidate IBERIAN = translation("iberian", 0, "en", "es", "pt-BR");
  private static final Candidate BASIC = translation("basic", -1, "en", "fr", "de", "es");
  private static final Candidate SPEECH =
      new Candidate(
          null,
          Path.of("speech"),
          new ManifestHead("speech", "detect", "", List.of(), Map.of(), 9));

  @Test
  void listedBundlesKeepTheirOrderAndAllLanguagesAreInThatOfTheirTags() {
    BundleChoice choice = BundleChooser.listed(List.of(ROMANCE, IBERIAN)).choose(List.of(), KEY);

    assertThat(choice.bundles())
        .containsExactly(ROMANCE.with(List.of("fr", "it", "ro")), IBERIAN.with(all(IBERIAN)));
    assertThat(choice.languages()).containsExactly("es", "fr", "it", "pt-BR", "ro");
    assertThat(choice.source()).isEqualTo("en");
  }

  @Test
  void languagesAreThoseAskedForInTheirOrderSpeltAsInTheManifest() {
    BundleChoice choice =
        BundleChooser.listed(List.of(ROMANCE, IBERIAN))
            .choose(List.of("PT-br", "ro", "fr", "ES"), KEY);

    assertThat(choice.languages()).containsExactly("pt-BR", "ro", "fr", "es");
    assertThat(choice.bundles())
        .containsExactly(ROMANCE.with(List.of("ro", "fr")), IBERIAN.with(List.of("pt-BR", "es")));
  }

  @Test
  void theWordAllStandsForAllLanguages() {
    BundleChooser chooser = BundleChooser.preferred(List.of(BASIC, ROMANCE, IBERIAN));

    assertThat(chooser.choose(List.of("all"), KEY)).isEqualTo(chooser.choose(List.of(), KEY));
    assertThatThrownBy(() -> chooser.choose(List.of("fr", "all"), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "captions.languages has 'all' beside other languages; leave out one or the other");
  }

  @Test
  void aLanguageIsFoundByTagsThatMeanIt() {
    BundleChooser chooser =
        BundleChooser.listed(List.of(IBERIAN, translation("island", 0, "en", "tl", "zh")));

    assertThat(chooser.choose(List.of("fil", "pt", "zh-CN", "es-MX"), KEY).languages())
        .containsExactly("tl", "pt-BR", "zh", "es");
    assertThatThrownBy(() -> chooser.choose(List.of("pt", "pt-BR"), KEY))
        .hasMessage("captions.languages has the language 'pt-BR' twice; remove one");
    assertThatThrownBy(() -> chooser.choose(List.of("zh-TW"), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "captions.languages has the language 'zh-TW', which no bundle translates into ('zh' is"
                + " in another script); choose from es, pt-BR, tl, zh, or add its bundle");
  }

  @Test
  void aBundleWithoutALanguageInUseIsNotLoaded() {
    BundleChoice choice =
        BundleChooser.listed(List.of(ROMANCE, IBERIAN)).choose(List.of("es"), KEY);

    assertThat(choice.bundles()).containsExactly(IBERIAN.with(List.of("es")));
  }

  @Test
  void oneLanguageInTwoListedBundlesIsRefused() {
    assertThatThrownBy(() -> BundleChooser.listed(List.of(ROMANCE, BASIC)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "two bundles have the language 'fr', romance (bundles/romance) and basic"
                + " (bundles/basic); leave one of them out of model.bundles");
  }

  @Test
  void aLanguageIsFromTheInstalledBundleOfTheHighestRank() {
    BundleChoice choice =
        BundleChooser.preferred(List.of(BASIC, ROMANCE, IBERIAN)).choose(List.of(), KEY);

    assertThat(choice.bundles())
        .containsExactly(
            IBERIAN.with(all(IBERIAN)), ROMANCE.with(all(ROMANCE)), BASIC.with(List.of("de")));
    assertThat(choice.languages()).containsExactly("de", "es", "fr", "it", "pt-BR", "ro");
  }

  @Test
  void amongEqualRanksTheFirstByNameIsPreferred() {
    Candidate better = translation("better", 0, "en", "fr");

    assertThat(BundleChooser.preferred(List.of(ROMANCE, better)).choose(List.of("fr"), KEY))
        .isEqualTo(new BundleChoice(List.of(better.with(List.of("fr"))), List.of("fr")));
  }

  @Test
  void theInstalledBundlesInUseAreThoseWithALanguageAskedFor() {
    BundleChoice choice =
        BundleChooser.preferred(List.of(BASIC, ROMANCE, IBERIAN)).choose(List.of("de", "it"), KEY);

    assertThat(choice.bundles())
        .containsExactly(ROMANCE.with(List.of("it")), BASIC.with(List.of("de")));
    assertThat(choice.languages()).containsExactly("de", "it");
  }

  @Test
  void otherTasksAreUsedOnlyWhereTheyAreListed() {
    assertThat(BundleChooser.listed(List.of(ROMANCE, SPEECH)).choose(List.of("fr"), KEY).bundles())
        .containsExactly(ROMANCE.with(List.of("fr")), SPEECH.with(List.of()));
    assertThat(BundleChooser.listed(List.of(SPEECH)).choose(List.of(), KEY))
        .isEqualTo(new BundleChoice(List.of(SPEECH.with(List.of())), List.of()));
    assertThat(BundleChooser.preferred(List.of(ROMANCE, SPEECH)).choose(List.of(), KEY).bundles())
        .containsExactly(ROMANCE.with(all(ROMANCE)));
  }

  @Test
  void anInstallationWithoutTranslationIsRefused() {
    assertThatThrownBy(() -> BundleChooser.preferred(List.of(SPEECH)).choose(List.of(), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "no bundle of the installation translates; set model.bundle to the directory of one"
                + " that does");
  }

  @Test
  void aLanguageThatNoBundleHas() {
    assertThatThrownBy(
            () -> BundleChooser.listed(List.of(ROMANCE, IBERIAN)).choose(List.of("de"), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "captions.languages has the language 'de', which no bundle translates into; choose from"
                + " es, fr, it, pt-BR, ro, or add its bundle");
  }

  @Test
  void aLanguageAskedForTwice() {
    assertThatThrownBy(
            () -> BundleChooser.listed(List.of(ROMANCE)).choose(List.of("fr", "FR"), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("captions.languages has the language 'FR' twice; remove one");
  }

  @Test
  void bundlesInUseReadOneLanguage() {
    Candidate german = translation("german", 0, "de", "en");

    assertThatThrownBy(() -> BundleChooser.listed(List.of(ROMANCE, german)).choose(List.of(), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the bundles romance (bundles/romance) and german (bundles/german) translate from"
                + " different languages, 'en' and 'de'; run them as two applications, with a text"
                + " topic each");
    assertThat(BundleChooser.listed(List.of(ROMANCE, german)).choose(List.of("en"), KEY).source())
        .isEqualTo("de");
  }

  @Test
  void theIdOfTheListGoesBeforeTheName() {
    Candidate named = new Candidate("latin", ROMANCE.directory(), ROMANCE.manifest());

    assertThat(BundleChooser.listed(List.of(named, IBERIAN)).choose(List.of(), KEY).bundles())
        .extracting(ChosenBundle::operator)
        .containsExactly("latin", "iberian");
  }

  @Test
  void idsThatKafkaCannotTellApart() {
    Candidate one = new Candidate("a_B", ROMANCE.directory(), ROMANCE.manifest());
    Candidate other = new Candidate("a.b", IBERIAN.directory(), IBERIAN.manifest());

    assertThatThrownBy(() -> BundleChooser.listed(List.of(one, other)).choose(List.of(), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the operators of the bundles bundles/romance and bundles/iberian have the ids 'a_B'"
                + " and 'a.b', which must differ in more than case, '.' and '_'; give each an 'id'"
                + " in model.bundles");
  }

  @Test
  void aNameThatIsNoId() {
    Candidate spaced = translation("two words", 0, "en", "fr");

    assertThatThrownBy(() -> BundleChooser.listed(List.of(spaced)).choose(List.of(), KEY))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "the bundle bundles/two words is named 'two words' by its manifest, which cannot be the"
                + " id of an operator (1 to 100 of the characters a-z A-Z 0-9 . _ -); list it in"
                + " model.bundles with an 'id'");
  }

  private static List<String> all(Candidate bundle) {
    return bundle.manifest().targets();
  }

  private static Candidate translation(String name, int rank, String source, String... targets) {
    return candidate(
        null,
        name,
        new ManifestHead(name, "translate", source, Arrays.asList(targets), Map.of(), rank));
  }

  private static Candidate candidate(@Nullable String id, String name, ManifestHead manifest) {
    return new Candidate(id, Path.of("bundles", name), manifest);
  }
}
