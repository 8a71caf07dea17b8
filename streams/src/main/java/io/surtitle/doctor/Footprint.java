package io.surtitle.doctor;

import io.surtitle.topology.TopologySettings.TopicNames;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one application has in a Kafka cluster.
 *
 * @param application its id: the consumer group, and how its changelog topics and transactional ids
 *     begin
 * @param topics names of its topics
 * @param languages of its captions
 */
public record Footprint(String application, TopicNames topics, List<String> languages) {
  private static final String CHANGELOG = "-changelog";

  /** Copies the list. */
  public Footprint {
    languages = List.copyOf(languages);
  }

  /** The topics that have to be there before anything is captioned, in order. */
  List<String> named() {
    return Stream.concat(
            Stream.of(topics.text(), topics.glossary(), topics.deadLetters()), captions())
        .toList();
  }

  private Stream<String> captions() {
    return languages.stream().map(topics::captions);
  }

  boolean isCaptions(String topic) {
    return captions().anyMatch(topic::equals);
  }

  /** Whether a topic keeps the state of this application. */
  boolean isChangelog(String topic) {
    return topic.startsWith(application + "-") && topic.endsWith(CHANGELOG);
  }

  /** Whether a topic is one of this application. */
  boolean has(String topic) {
    return named().contains(topic) || isChangelog(topic);
  }

  /** Where sessions are kept; its partitions are those of the text topic. */
  String sessions() {
    return application + "-sessions" + CHANGELOG;
  }

  /** Where inputs are kept that wait; its partitions are those of the text topic. */
  String pending() {
    return application + "-pending-inputs" + CHANGELOG;
  }

  /** Whether a transactional id is one of this application's. */
  boolean isOurs(String transactionalId) {
    return transactionalId.startsWith(application + "-");
  }
}
