package io.surtitle.cli.config;

import io.surtitle.event.CaptionTopics;
import io.surtitle.topology.ApplicationSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings that would give one topic two uses: what is written to it would be read as something
 * else, in a loop even.
 */
final class TopicClashes {
  private final Map<String, Use> uses = new HashMap<>();

  private TopicClashes() {}

  /** What a topic is for, by the settings that say so. */
  private record Use(String setting, String topic) {}

  /**
   * Refuses them.
   *
   * @param languages of the captions, as far as they are known
   * @throws ConfigurationException naming both settings and the topic
   */
  static void refuse(Configuration configuration, Collection<String> languages) {
    List<Use> single = single(configuration.topics());
    CaptionTopics captions = new CaptionTopics(configuration.topics().captions());
    TopicClashes clashes = new TopicClashes();
    single.forEach(clashes::add);
    languages.forEach(language -> clashes.add(caption(captions, language)));
    // Those of other languages too: whoever reads captions would read it.
    single.forEach(
        use -> captions.language(use.topic()).ifPresent(tag -> clash(caption(captions, tag), use)));
    for (String topic : ApplicationSettings.internalTopics(configuration.application())) {
      clashes.add(
          new Use("the state of application '%s'".formatted(configuration.application()), topic));
    }
  }

  private static List<Use> single(Configuration.Topics topics) {
    List<Use> uses = new ArrayList<>();
    uses.add(new Use("topics.text", topics.text()));
    uses.add(new Use("topics.deadLetters", topics.deadLetters()));
    uses.add(new Use("topics.glossary", topics.glossary()));
    return uses;
  }

  private static Use caption(CaptionTopics captions, String language) {
    return new Use(
        "topics.captions with the language '%s'".formatted(language), captions.topic(language));
  }

  private void add(Use use) {
    // In a metric's name, brokers cannot tell a dot from an underscore, so they refuse the second.
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
