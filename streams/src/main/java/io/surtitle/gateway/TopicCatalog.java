package io.surtitle.gateway;

import io.surtitle.event.CaptionTopics;
import io.surtitle.kafka.AdminResults;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The caption topics of a cluster, with ids, since a topic may be recreated under its name. */
final class TopicCatalog implements AutoCloseable {
  private final Admin admin;
  private final CaptionTopics captions;
  private final String audio;
  private volatile boolean hasSound;

  /**
   * Topics of a cluster.
   *
   * @param admin closed with this
   * @param captions decides which of them hold captions
   * @param audio name of the topic of source audio
   */
  TopicCatalog(Admin admin, CaptionTopics captions, String audio) {
    this.admin = admin;
    this.captions = captions;
    this.audio = audio;
  }

  /**
   * A topic as it is now.
   *
   * @param id unique to the topic, even among topics of the same name
   */
  record Topic(String name, Uuid id, int partitions) {
    /** A hash of its id, for events; 0 if the brokers are too old to have ids. */
    int hash() {
      return id.hashCode();
    }

    List<TopicPartition> all() {
      return IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(name, i)).toList();
    }
  }

  /**
   * The caption topics by name.
   *
   * @throws KafkaException if the cluster does not answer
   */
  Map<String, Topic> find() {
    Set<String> all = AdminResults.get(admin.listTopics().names());
    hasSound = all.contains(audio);
    List<String> names = all.stream().filter(each -> captions.language(each).isPresent()).toList();
    Map<String, Topic> topics = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, description) -> {
              try {
                TopicDescription it = AdminResults.get(description);
                topics.put(name, new Topic(name, it.topicId(), it.partitions().size()));
              } catch (UnknownTopicOrPartitionException e) {
                topics.remove(name); // It was deleted between the two requests.
              }
            });
    return topics;
  }

  /** Whether there was a topic of source audio when topics were last found. */
  boolean hasSound() {
    return hasSound;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
