package io.surtitle.doctor;

import io.surtitle.event.TopicNames;
import io.surtitle.topology.SourceState;
import java.util.List;
import java.util.stream.Stream;

/**
 * The topics, group and transactions of one application in a Kafka cluster.
 *
 * @param application its id: the consumer group, and the prefix of its changelog topics and
 *     transactional ids
 * @param topics names of its topics
 * @param languages of its captions
 * @param sources that its operators take inputs of, with their state
 * @param outputs topics that operators on audio write to: of events, of source text
 */
public record Footprint(
    String application,
    TopicNames topics,
    List<String> languages,
    List<SourceState> sources,
    List<String> outputs) {
  private static final String CHANGELOG = "-changelog";

  /** Copies the lists. */
  public Footprint {
    languages = List.copyOf(languages);
    sources = List.copyOf(sources);
    outputs = List.copyOf(outputs);
  }

  /** The topics that must exist before anything is captioned, in order. */
  List<String> named() {
    return Stream.of(
            inputs().stream(),
            Stream.of(topics.glossary(), topics.deadLetters()),
            captions(),
            outputs.stream())
        .flatMap(each -> each)
        .distinct()
        .toList();
  }

  /** The topics of the sources. */
  List<String> inputs() {
    return sources.stream().map(SourceState::topic).toList();
  }

  private Stream<String> captions() {
    return languages.stream().map(topics::captions);
  }

  boolean isCaptions(String topic) {
    return captions().anyMatch(topic::equals);
  }

  /**
   * Whether a topic is one that operators write to: captions, events, source text or dead letters.
   */
  boolean isOutput(String topic) {
    return isCaptions(topic) || outputs.contains(topic) || topic.equals(topics.deadLetters());
  }

  /** Whether a topic is a changelog of this application. */
  boolean isChangelog(String topic) {
    return topic.startsWith(application + "-") && topic.endsWith(CHANGELOG);
  }

  /** Whether a topic is the changelog of inputs that wait. */
  boolean isPending(String topic) {
    return sources.stream().anyMatch(source -> source.pending().equals(topic));
  }

  /** Whether a topic belongs to this application. */
  boolean has(String topic) {
    return named().contains(topic) || isChangelog(topic);
  }

  /** Whether a transactional id belongs to this application. */
  boolean isOurs(String transactionalId) {
    return transactionalId.startsWith(application + "-");
  }
}
