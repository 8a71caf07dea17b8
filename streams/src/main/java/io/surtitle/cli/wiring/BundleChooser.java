package io.surtitle.cli.wiring;

import io.surtitle.cli.config.Configuration.Captions;
import io.surtitle.cli.config.ConfigurationException;
import io.surtitle.text.LanguageLookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The rules of {@link BundleChoice}, as a function of manifests. */
final class BundleChooser {
  private final List<Candidate> candidates;

  /** The bundle that translates into a language, by the language's tag in lower case. */
  private final Map<String, Candidate> owners = new LinkedHashMap<>();

  private BundleChooser(List<Candidate> candidates) {
    this.candidates = candidates;
  }

  /**
   * Chooses among bundles that the configuration names.
   *
   * @throws ConfigurationException if two of them have the same language
   */
  static BundleChooser listed(List<Candidate> bundles) {
    BundleChooser chooser = new BundleChooser(bundles);
    for (Candidate each : bundles) {
      for (String language : each.manifest().targets()) {
        Candidate other = chooser.owners.putIfAbsent(folded(language), each);
        if (other != null) {
          throw new ConfigurationException(
              "two bundles have the language '%s', %s and %s; leave one of them out of model.bundles"
                  .formatted(language, other, each));
        }
      }
    }
    return chooser;
  }

  /** Chooses among the translation bundles of the installation. */
  static BundleChooser preferred(List<Candidate> installed) {
    List<Candidate> sorted =
        installed.stream().filter(Candidate::translates).sorted(Candidate.PREFERENCE).toList();
    BundleChooser chooser = new BundleChooser(sorted);
    for (Candidate each : sorted) {
      each.manifest()
          .targets()
          .forEach(language -> chooser.owners.putIfAbsent(folded(language), each));
    }
    return chooser;
  }

  /**
   * Chooses the bundles for some languages.
   *
   * @param asked target languages: {@link BundleChoice#of}
   * @param key the key or option that asks for them, for messages
   * @throws ConfigurationException if no bundle has a language, or the bundles do not go together
   */
  BundleChoice choose(List<String> asked, String key) {
    if (candidates.isEmpty()) {
      throw new ConfigurationException(
          "no bundle of the installation translates; set model.bundle to the directory of one that"
              + " does");
    }
    boolean all = all(asked, key);
    Collection<String> languages = all ? owners.keySet() : known(asked, key);
    List<Candidate> used = new ArrayList<>();
    List<ChosenBundle> chosen = new ArrayList<>();
    for (Candidate each : candidates) {
      List<String> own = languages.stream().filter(tag -> each.equals(owners.get(tag))).toList();
      if (!each.translates() || !own.isEmpty()) {
        used.add(each);
        chosen.add(each.with(own.stream().map(each::spelled).toList()));
      }
    }
    requireOneSource(used);
    requireDistinctIds(chosen);
    return new BundleChoice(chosen, spelled(all ? sorted(languages) : languages));
  }

  /** Whether all languages are asked for, in words or by leaving them out. */
  private static boolean all(List<String> asked, String key) {
    if (asked.contains(Captions.ALL) && asked.size() > 1) {
      throw new ConfigurationException(
          "%s has '%s' beside other languages; leave out one or the other"
              .formatted(key, Captions.ALL));
    }
    return asked.isEmpty() || asked.contains(Captions.ALL);
  }

  private static List<String> sorted(Collection<String> languages) {
    return languages.stream().sorted().toList();
  }

  private List<String> spelled(Collection<String> languages) {
    return languages.stream()
        .map(tag -> Objects.requireNonNull(owners.get(tag)).spelled(tag))
        .toList();
  }

  private Set<String> known(List<String> asked, String key) {
    Set<String> known = new LinkedHashSet<>();
    for (String language : asked) {
      String found =
          LanguageLookup.find(language, owners.keySet())
              .orElseThrow(() -> new ConfigurationException(missing(language, key)));
      if (!known.add(found)) {
        throw new ConfigurationException(
            "%s has the language '%s' twice; remove one".formatted(key, language));
      }
    }
    return known;
  }

  private String missing(String language, String key) {
    List<String> others = spelled(LanguageLookup.inOtherScripts(language, owners.keySet()));
    return ("%s has the language '%s', which no bundle translates into%s; choose from %s, or add"
            + " its bundle")
        .formatted(
            key,
            language,
            others.isEmpty() ? "" : " ('%s' is in another script)".formatted(others.get(0)),
            owners.isEmpty() ? "none" : String.join(", ", spelled(sorted(owners.keySet()))));
  }

  /** All translation bundles read the one text topic. */
  private static void requireOneSource(List<Candidate> used) {
    List<Candidate> translating = used.stream().filter(Candidate::translates).toList();
    for (Candidate each : translating) {
      Candidate first = translating.get(0);
      if (!each.manifest().source().equalsIgnoreCase(first.manifest().source())) {
        throw new ConfigurationException(
            ("the bundles %s and %s translate from different languages, '%s' and '%s'; run them as"
                    + " two applications, with a text topic each")
                .formatted(first, each, first.manifest().source(), each.manifest().source()));
      }
    }
  }

  /** Ids are parts of topic names, which may not differ in dot and underscore alone. */
  static void requireDistinctIds(List<ChosenBundle> chosen) {
    Map<String, ChosenBundle> byId = new HashMap<>();
    for (ChosenBundle each : chosen) {
      ChosenBundle other = byId.put(folded(each.operator()).replace('_', '.'), each);
      if (other != null) {
        throw new ConfigurationException(
            ("the operators of the bundles %s and %s have the ids '%s' and '%s', which must differ"
                    + " in more than case, '.' and '_'; give each an 'id' in model.bundles")
                .formatted(other.directory(), each.directory(), other.operator(), each.operator()));
      }
    }
  }

  private static String folded(String tag) {
    return tag.toLowerCase(Locale.ROOT);
  }
}
