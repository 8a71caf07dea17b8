package io.surtitle.doctor;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** What Kafka's Admin API answers, without its wrappers. */
final class Answers {
  private Answers() {}

  /**
   * Waits for an answer.
   *
   * @throws KafkaException if it is an error
   */
  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The same, but empty where the answer is an error. */
  static <T> Optional<T> find(KafkaFuture<T> future) {
    try {
      return Optional.of(get(future));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      return Optional.empty();
    }
  }

  /** Hands on those of many answers that are no errors. */
  static <K, T> void each(Map<K, KafkaFuture<T>> futures, BiConsumer<K, T> take) {
    futures.forEach((key, future) -> find(future).ifPresent(answer -> take.accept(key, answer)));
  }
}
