package io.surtitle.cli.broker;

import io.surtitle.cli.audio.Recording;
import io.surtitle.cli.failure.FailedException;
import io.surtitle.event.SourceHeaders;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Publishes a recording to a stream at the pace at which it sounds: records of {@value #RECORD_MS}
 * ms, each with its media time and its number, and an end mark after the last.
 */
public final class AudioPublisher implements AutoCloseable {
  private static final int RECORD_MS = 100;

  private final RecordSender sender;
  private final MediaClock clock;
  private final String run;
  private long sequence;

  /**
   * A publisher for one stream.
   *
   * @param run name of this run, {@code surtitle-producer}
   */
  AudioPublisher(
      Producer<byte[], byte[]> producer,
      String topic,
      String stream,
      MediaClock clock,
      String run) {
    this.sender = new RecordSender(producer, topic, stream, "audio");
    this.clock = clock;
    this.run = run;
  }

  /**
   * A publisher for one stream.
   *
   * @param fast whether to send what it gets, and not to wait until it would have been heard
   */
  public static AudioPublisher of(
      Producer<byte[], byte[]> producer, String topic, String stream, boolean fast) {
    MediaClock clock = fast ? MediaClock.rushing() : MediaClock.live();
    return new AudioPublisher(producer, topic, stream, clock, UUID.randomUUID().toString());
  }

  /**
   * Publishes a recording to its end.
   *
   * @param progress is told after each record how much was sent, in milliseconds
   * @throws FailedException if Kafka refused a record
   */
  public void play(Recording recording, LongConsumer progress)
      throws IOException, InterruptedException {
    long pts = 0;
    byte[] block = recording.read(RECORD_MS);
    while (block.length > 0) {
      // A microphone has a record when its last sample was heard.
      clock.await(recording.position());
      Map<String, String> headers = headers(pts);
      headers.put(SourceHeaders.CONTENT_TYPE, recording.contentType());
      sender.send(block, headers);
      sender.check();
      pts = recording.position();
      progress.accept(pts);
      block = recording.read(RECORD_MS);
    }
    if (sequence > 0) {
      Map<String, String> end = headers(pts);
      end.put(SourceHeaders.END, "");
      sender.send(new byte[0], end);
    }
    sender.flush();
  }

  private Map<String, String> headers(long pts) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(SourceHeaders.PTS, Long.toString(pts));
    headers.put(SourceHeaders.SEQUENCE, Long.toString(sequence));
    headers.put(SourceHeaders.PRODUCER, run);
    sequence++;
    return headers;
  }

  @Override
  public void close() {
    sender.close();
  }
}
