package io.surtitle.cli.config;

import io.surtitle.event.CaptionTopics;
import io.surtitle.topology.SourceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Detects settings that give one topic two uses: records written for one use would be read for the
 * other, possibly in a loop.
 */
final class TopicClashes {
  private final Map<String, Use> uses = new HashMap<>();

  private TopicClashes() {}

  /** A use of a topic, and the setting that it comes from. */
  private record Use(String setting, String topic) {}

  /**
   * Rejects such settings.
   *
   * @param languages of the captions, as far as known
   * @param state of its sources, as far as known
   * @throws ConfigurationException naming both settings and the topic
   */
  static void refuse(
      Configuration configuration, Collection<String> languages, List<SourceState> state) {
    List<Use> single = single(configuration.topics());
    CaptionTopics captions = new CaptionTopics(configuration.topics().captions());
    TopicClashes clashes = new TopicClashes();
    single.forEach(clashes::add);
    languages.forEach(language -> clashes.add(caption(captions, language)));
    // A topic of any other language clashes too: readers of captions would read it.
    single.forEach(
        use -> captions.language(use.topic()).ifPresent(tag -> clash(caption(captions, tag), use)));
    String setting = "the state of application '%s'".formatted(configuration.application());
    state.stream()
        .flatMap(source -> source.changelogs().stream())
        .forEach(topic -> clashes.add(new Use(setting, topic)));
  }

  private static List<Use> single(Configuration.Topics topics) {
    List<Use> uses = new ArrayList<>();
    uses.add(new Use("topics.text", topics.text()));
    uses.add(new Use("topics.deadLetters", topics.deadLetters()));
    uses.add(new Use("topics.glossary", topics.glossary()));
    uses.add(new Use("topics.audio", topics.audio()));
    uses.add(new Use("topics.events", topics.events()));
    return uses;
  }

  private static Use caption(CaptionTopics captions, String language) {
    return new Use(
        "topics.captions with the language '%s'".formatted(language), captions.topic(language));
  }

  private void add(Use use) {
    // Brokers reject topics that differ only in dot and underscore, which metrics cannot
    // distinguish.
    Use other = uses.putIfAbsent(use.topic().replace('_', '.'), use);
    if (other != null) {
      clash(other, use);
    }
  }

  private static void clash(Use first, Use second) {
    throw new ConfigurationException(
        first.topic().equals(second.topic())
            ? "%s and %s both mean the topic '%s', but each needs one of its own"
                .formatted(first.setting(), second.setting(), first.topic())
            : "%s and %s mean the topics '%s' and '%s', which Kafka does not allow side by side"
                .formatted(first.setting(), second.setting(), first.topic(), second.topic()));
  }
}
