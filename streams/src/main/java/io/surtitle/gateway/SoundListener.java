package io.surtitle.gateway;

import io.surtitle.event.Pcm;
import io.surtitle.web.EventStream;
import io.surtitle.web.Exchange;
import io.surtitle.web.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who listens to a stream: its samples, as they come, are written as a WAV file. */
final class SoundListener implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SoundListener.class);

  /** How far back it begins, so that a player has something to begin with. */
  private static final Duration LEAD = Duration.ofSeconds(2);

  /** How long it waits for sound, and for a player that does not read. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<SoundReader> readers;
  private final Exchange exchange;
  private volatile boolean stopped;

  /** A listener that has not begun, who reads with a reader of its own. */
  SoundListener(Supplier<SoundReader> readers, Exchange exchange) {
    this.readers = readers;
    this.exchange = exchange;
  }

  /** Ends the file soon. */
  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    try (SoundReader reader = readers.get()) {
      reader.goBack(System.currentTimeMillis() - LEAD.toMillis());
      Pcm first = next(reader);
      if (first == null) {
        exchange.refuse(
            Problem.notFound(
                "there is no sound of stream '%s' at present".formatted(exchange.path("stream"))));
        return;
      }
      exchange.stream("audio/wav").ifPresent(out -> play(reader, first, out));
    } catch (KafkaException e) {
      LOG.warn("the sound of stream {} cannot be read: {}", exchange.path("stream"), e.toString());
      exchange.refuse(Problem.unavailable("Kafka does not answer: try again later"));
    }
  }

  private @Nullable Pcm next(SoundReader reader) {
    long begun = System.nanoTime();
    return reader.next(() -> stopped || System.nanoTime() - begun > PATIENCE.toNanos());
  }

  /** Writes until no more sound comes, its rate changes, or the player is gone. */
  private void play(SoundReader reader, Pcm first, EventStream out) {
    try {
      write(out, Wave.header(first.rate()));
      Pcm pcm = first;
      while (pcm != null && pcm.rate() == first.rate()) {
        write(out, Wave.samples(pcm));
        pcm = next(reader);
      }
      out.end();
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      LOG.debug("a listener has left: {}", e.toString());
      out.abort(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.abort(e);
    }
  }

  private static void write(EventStream out, byte[] bytes)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    out.write(bytes, () -> written.complete(true), written::completeExceptionally);
    written.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
