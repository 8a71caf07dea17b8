package io.surtitle.task.transcribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.event.CaptionTimes;
import io.surtitle.event.Message;
import io.surtitle.event.Outlet;
import io.surtitle.event.SourceHeaders;
import io.surtitle.metrics.EngineMeters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends what is said to the topic of source text, as a producer of text would: a record for each
 * word, with its media time and number, and one that ends the utterance for each full stop. An
 * input that is repeated gives the same words the same numbers, in the same run of the producer.
 */
public final class TextOutlet implements Outlet<Said> {
  /** Bytes of a word, its headers and its key at most. */
  private static final long MOST_BYTES = 4096;

  private final String topic;
  private final String operator;
  private final String language;
  private final EngineMeters meters;

  /**
   * Text of a recogniser.
   *
   * @param topic of source text
   * @param operator id of the operator, by which the runs of its producer are named
   */
  public TextOutlet(String topic, String operator, Transcribe transcribe, EngineMeters meters) {
    this.topic = topic;
    this.operator = operator;
    this.language = transcribe.language();
    this.meters = meters;
  }

  @Override
  public Map<String, Long> topics() {
    return Map.of(topic, MOST_BYTES);
  }

  /** The message has the timestamp of the newest input, or of now where that is old. */
  @Override
  public Message message(String stream, Said said, long nowMs) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, SourceHeaders.PTS, "" + said.startPts());
    put(headers, SourceHeaders.SEQUENCE, "" + said.number());
    put(headers, SourceHeaders.PRODUCER, operator + "@" + said.run());
    put(headers, SourceHeaders.LANGUAGE, language);
    if (said.end()) {
      put(headers, SourceHeaders.END, "true");
    }
    return new Message(
        topic,
        said.text().getBytes(UTF_8),
        headers,
        CaptionTimes.timestamp(said.timestamp(), nowMs));
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(UTF_8));
  }

  /** Whether the input decided it; that silence ends an utterance later is no latency. */
  @Override
  public boolean answers(Said said, long appended) {
    return said.timestamp() == appended;
  }

  @Override
  public void sent(Said said) {
    meters.said(said.end());
  }
}
