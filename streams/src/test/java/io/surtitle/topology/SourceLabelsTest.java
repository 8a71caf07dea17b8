package io.surtitle.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceLabelsTest {
  private static final Uuid TOPIC = new Uuid(1, 2);

  @Test
  void aLabelIsReadAndRemoved() {
    Headers headers = new RecordHeaders().add("other", new byte[] {7});
    headers.add(SourceLabels.LABEL, SourceLabels.bytes(TOPIC));

    assertThat(SourceLabels.takeOff(headers)).contains(TOPIC);
    assertThat(headers.toArray()).extracting("key").containsExactly("other");
    assertThat(SourceLabels.takeOff(headers)).isEmpty();
  }

  @Test
  void aProducersHeaderOfThatNameIsNotALabel() {
    Headers headers = new RecordHeaders().add(SourceLabels.LABEL, new byte[] {7});

    assertThat(SourceLabels.takeOff(headers)).isEmpty();
    assertThat(headers.toArray()).isEmpty();
  }

  @Test
  void interceptorsOfTheConfigurationStay() {
    assertThat(interceptors(Map.of("consumer.interceptor.classes", "a.B")))
        .isEqualTo("a.B," + SourceLabels.class.getName());
    assertThat(interceptors(Map.of())).isEqualTo(SourceLabels.class.getName());
  }

  private @Nullable Object interceptors(Map<String, String> kafka) {
    Properties properties =
        StreamsProperties.of(ApplicationSettings.defaults("localhost:1"), Toy.SETTINGS);
    properties.putAll(kafka);
    try (SourceTopics topics = SourceTopics.of(properties, List.of())) {
      SourceLabels.addTo(properties, topics);
    }
    return new StreamsConfig(properties)
        .getMainConsumerConfigs("group", "client", 0)
        .get("interceptor.classes");
  }
}
