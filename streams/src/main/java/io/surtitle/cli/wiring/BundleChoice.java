package io.surtitle.cli.wiring;

import io.surtitle.cli.config.Configuration;
import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.cli.config.Model;
import io.surtitle.task.transcribe.Transcribe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The bundles that a process loads, and the languages that each of them translates into.
 *
 * <ul>
 *   <li>{@code model.bundle} is the only bundle. The id of its operator is {@value #ONLY}, so that
 *       its state stores keep their names whatever the model.
 *   <li>{@code model.bundles} lists the bundles; no two of them may have the same language.
 *   <li>Without either, the bundles of the installation are looked at, and each language is from
 *       the preferred one that has it: the one whose manifest has the highest rank, or among equals
 *       the first by name.
 * </ul>
 *
 * <p>A bundle is left out if none of its languages is asked for. A bundle of another task than
 * translation is used only where the configuration names it.
 *
 * @param bundles in the order of the configuration, or else the preferred first
 * @param languages of all captions, spelt as in the manifests: in the order asked for, or all in
 *     the alphabetical order of their tags
 */
public record BundleChoice(List<ChosenBundle> bundles, List<String> languages) {
  /** Id of the operator of the only bundle, which is also the name of the shipped one. */
  public static final String ONLY = "live-translate";

  /** Keeps the lists. */
  public BundleChoice {
    bundles = List.copyOf(bundles);
    languages = List.copyOf(languages);
  }

  /**
   * Chooses for a configuration. Only manifests are read.
   *
   * @param asked BCP 47 tags of target languages, which are found as {@link
   *     io.surtitle.text.LanguageLookup} says; {@code all} alone, or none, for all
   * @param key the key or option that asks for them, for messages
   * @throws io.surtitle.cli.config.ConfigurationException if no bundle has a language, or the
   *     bundles do not go together
   * @throws io.surtitle.bundle.BundleException if a manifest cannot be read
   */
  public static BundleChoice of(Model model, List<String> asked, String key) {
    Path only = model.bundle();
    if (only != null) {
      return BundleChooser.listed(List.of(Candidate.read(ONLY, only))).choose(asked, key);
    }
    if (!model.bundles().isEmpty()) {
      return BundleChooser.listed(
              model.bundles().stream()
                  .map(each -> Candidate.read(each.id(), each.directory()))
                  .toList())
          .choose(asked, key);
    }
    return BundleChooser.preferred(
            Installation.bundles().stream().map(each -> Candidate.read(null, each)).toList())
        .choose(asked, key);
  }

  /**
   * The bundles of an engine: those of its models, and its recogniser of speech if it has one.
   *
   * @throws ConfigurationException as {@link #of(Model, List, String)}
   */
  public static BundleChoice of(Configuration configuration) {
    BundleChoice choice =
        of(configuration.model(), configuration.captions().languages(), "captions.languages");
    Path recogniser = configuration.speech().bundle();
    return recogniser == null ? choice : choice.with(recogniser);
  }

  /**
   * The same with a bundle that recognises speech.
   *
   * @throws ConfigurationException if it does not, or another of the bundles does too
   */
  public BundleChoice with(Path recogniser) {
    Candidate candidate = Candidate.read(null, recogniser);
    if (!candidate.manifest().task().equals(Transcribe.TASK)) {
      throw new ConfigurationException(
          "speech.bundle is %s of the task '%s', not '%s'"
              .formatted(candidate, candidate.manifest().task(), Transcribe.TASK));
    }
    if (!operators(List.of(Transcribe.TASK)).isEmpty()) {
      throw new ConfigurationException(
          "both model.bundles and speech.bundle have a bundle that recognises speech; remove one");
    }
    List<ChosenBundle> all = new ArrayList<>(bundles);
    all.add(candidate.with(List.of()));
    BundleChooser.requireDistinctIds(all);
    return new BundleChoice(all, languages);
  }

  /**
   * The bundle, for those who can use only one.
   *
   * @throws ConfigurationException if there are more, or the one translates nothing
   */
  public ChosenBundle only() {
    if (bundles.size() != 1 || languages.isEmpty()) {
      throw new ConfigurationException(
          "this command needs one translation bundle, but uses %s; set model.bundle to one of them"
              .formatted(
                  bundles.stream().map(ChosenBundle::operator).collect(Collectors.joining(", "))));
    }
    return bundles.get(0);
  }

  /** Ids of the operators of some tasks, in order. */
  public List<String> operators(List<String> tasks) {
    return bundles.stream()
        .filter(each -> tasks.contains(each.task()))
        .map(ChosenBundle::operator)
        .toList();
  }

  /** BCP 47 tag of the language that all translation bundles read; empty if there are none. */
  public String source() {
    return bundles.stream()
        .map(ChosenBundle::source)
        .filter(source -> !source.isEmpty())
        .findFirst()
        .orElse("");
  }
}
