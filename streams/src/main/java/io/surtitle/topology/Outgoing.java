package io.surtitle.topology;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;

/** An outgoing value and the topic that it goes to. */
final class Outgoing {
  private final String topic;
  private final byte @Nullable [] value;

  Outgoing(String topic, byte @Nullable [] value) {
    this.topic = topic;
    this.value = value;
  }

  String topic() {
    return topic;
  }

  byte @Nullable [] value() {
    return value;
  }

  static TopicNameExtractor<byte[], Outgoing> toTopic() {
    return (key, outgoing, context) -> outgoing.topic;
  }

  @SuppressWarnings("NullAway") // Kafka's interface is not annotated: a null value stays null.
  static Serializer<Outgoing> serializer() {
    return (topic, outgoing) -> outgoing.value;
  }
}
