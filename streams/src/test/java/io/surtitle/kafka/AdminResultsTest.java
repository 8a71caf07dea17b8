package io.surtitle.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class AdminResultsTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void theErrorOfTheBrokersIsThrownItself() {
    TopicExistsException error = new TopicExistsException("captions.fr");

    assertThatThrownBy(() -> AdminResults.get(failed(error))).isSameAs(error);
    assertThatThrownBy(() -> AdminResults.get(failed(error), SHORT)).isSameAs(error);
  }

  @Test
  void anyOtherErrorIsWrapped() {
    IllegalStateException error = new IllegalStateException("the client is closing");

    assertThatThrownBy(() -> AdminResults.get(failed(error)))
        .isExactlyInstanceOf(KafkaException.class)
        .hasCause(error);
  }

  @Test
  void patienceEnds() {
    assertThatThrownBy(() -> AdminResults.get(new KafkaFutureImpl<>(), SHORT))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void whoIsInterruptedStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> AdminResults.find(new KafkaFutureImpl<>()))
        .isInstanceOf(InterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void failuresAmongManyAreLeftOut() {
    Map<String, KafkaFuture<Integer>> futures =
        Map.of(
            "captions.fr",
            KafkaFuture.completedFuture(3),
            "captions.de",
            failed(new TimeoutException()));
    Map<String, Integer> found = new HashMap<>();

    AdminResults.forEach(futures, found::put);

    assertThat(found).isEqualTo(Map.of("captions.fr", 3));
  }

  private static <T> KafkaFuture<T> failed(Exception error) {
    KafkaFutureImpl<T> future = new KafkaFutureImpl<>();
    future.completeExceptionally(error);
    return future;
  }
}
