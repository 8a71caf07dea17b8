package io.surtitle.gateway;

import io.surtitle.event.CaptionTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Which caption topics there are: a name alone does not say, since a topic may be recreated. */
final class TopicCatalog implements AutoCloseable {
  private final Admin admin;
  private final CaptionTopics captions;

  /**
   * Topics of a cluster.
   *
   * @param admin closed with this
   * @param captions tells which of them hold captions
   */
  TopicCatalog(Admin admin, CaptionTopics captions) {
    this.admin = admin;
    this.captions = captions;
  }

  /**
   * A topic as it is now.
   *
   * @param id that no other topic has, of whatever name
   */
  record Topic(String name, Uuid id, int partitions) {
    /** A short form of its id, for events; 0 where the brokers are too old to have ids. */
    int hash() {
      return id.hashCode();
    }

    List<TopicPartition> all() {
      return IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(name, i)).toList();
    }
  }

  /**
   * The topics by name.
   *
   * @throws KafkaException if the cluster does not tell
   */
  Map<String, Topic> find() {
    List<String> names =
        get(admin.listTopics().names()).stream()
            .filter(each -> captions.language(each).isPresent())
            .toList();
    Map<String, Topic> topics = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, description) -> {
              try {
                TopicDescription it = get(description);
                topics.put(name, new Topic(name, it.topicId(), it.partitions().size()));
              } catch (UnknownTopicOrPartitionException e) {
                topics.remove(name); // It went between the two questions.
              }
            });
    return topics;
  }

  private static <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw cause instanceof KafkaException kafka ? kafka : new KafkaException(cause);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
