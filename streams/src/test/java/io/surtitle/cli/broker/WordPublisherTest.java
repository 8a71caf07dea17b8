package io.surtitle.cli.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.surtitle.cli.failure.FailedException;
import io.surtitle.event.SourceHeaders;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class WordPublisherTest {
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final WordPublisher publisher =
      new WordPublisher(kafka, "broadcast.text", "game", MediaClock.rushing(), 120);

  @Test
  void aWordIsARecord() throws InterruptedException {
    publisher.speak("  What a\tshot!  ");

    assertThat(kafka.history())
        .extracting(sent -> new String(sent.value(), UTF_8))
        .containsExactly("What", "a", "shot!");
    assertThat(kafka.history())
        .allMatch(sent -> new String(sent.key(), UTF_8).equals("game"))
        .allMatch(sent -> sent.topic().equals("broadcast.text"));
    assertThat(publisher.words()).isEqualTo(3);
  }

  @Test
  void theLastWordOfALineEndsTheUtterance() throws InterruptedException {
    publisher.speak("What a shot");
    publisher.speak("Yes");

    assertThat(kafka.history())
        .extracting(sent -> sent.headers().lastHeader(SourceHeaders.END) != null)
        .containsExactly(false, false, true, true);
  }

  @Test
  void mediaTimeIsThatOfThePace() throws InterruptedException {
    publisher.speak("What a shot");
    publisher.speak("Yes");

    assertThat(kafka.history())
        .extracting(WordPublisherTest::pts)
        .isEqualTo(times(0, 500, 1000, 1500));
  }

  @Test
  void afterAPauseNobodyHurries() throws InterruptedException {
    MediaClock clock = MediaClock.rushing();
    WordPublisher late = new WordPublisher(kafka, "broadcast.text", "game", clock, 120);

    late.speak("What");
    clock.await(60_000);
    late.speak("a shot");

    assertThat(kafka.history())
        .extracting(WordPublisherTest::pts)
        .isEqualTo(times(0, 60_000, 60_500));
  }

  @Test
  void aBlankLineIsNothing() throws InterruptedException {
    publisher.speak("  ");

    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void aWordThatKafkaRefuses() {
    MockProducer<byte[], byte[]> refusing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    WordPublisher unheard =
        new WordPublisher(refusing, "broadcast.text", "game", MediaClock.rushing(), 120);

    assertThatThrownBy(
            () -> {
              unheard.speak("What");
              refusing.errorNext(new KafkaException("no room"));
              unheard.flush();
            })
        .isInstanceOf(FailedException.class)
        .hasMessage("Kafka refused a word for topic broadcast.text: no room");
  }

  private static List<Long> times(long... millis) {
    return java.util.Arrays.stream(millis).boxed().toList();
  }

  private static long pts(ProducerRecord<byte[], byte[]> sent) {
    Header header = sent.headers().lastHeader(SourceHeaders.PTS);
    return Long.parseLong(new String(header.value(), UTF_8));
  }
}
