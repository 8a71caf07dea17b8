package io.surtitle.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for results of Kafka's Admin client and unwraps the exceptions of its futures: every
 * failure is a {@link KafkaException}, and a thread that is interrupted while it waits gets an
 * {@link InterruptException} and stays interrupted.
 */
public final class AdminResults {
  private static final Logger LOG = LoggerFactory.getLogger(AdminResults.class);

  private AdminResults() {}

  /**
   * Waits for a result, at most until the Admin client's own time-outs.
   *
   * @throws KafkaException if the request failed
   */
  public static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * Waits for a result, but no longer than {@code patience}.
   *
   * @throws TimeoutException if there is no result within that time
   * @throws KafkaException if the request failed
   */
  public static <T> T get(KafkaFuture<T> future, Duration patience) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("Kafka has not answered within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Waits for a result; empty if the request failed. */
  public static <T> Optional<T> find(KafkaFuture<T> future) {
    try {
      return Optional.of(get(future));
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.debug("a request to the brokers failed", e);
      return Optional.empty();
    }
  }

  /** Waits for many results and passes on those of successful requests. */
  public static <K, T> void forEach(Map<K, KafkaFuture<T>> futures, BiConsumer<K, T> take) {
    futures.forEach((key, future) -> find(future).ifPresent(result -> take.accept(key, result)));
  }

  private static KafkaException cause(ExecutionException e) {
    return e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
  }
}
