package io.surtitle.topology;

import io.surtitle.event.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A source topic and the operators that take its inputs.
 *
 * @param name the prefix of its nodes' names in the topology, such as {@code text}
 * @param pending the name of the store of its pending inputs
 * @param limit the key of the setting that limits the size of a record
 * @param retention settings of its topic where that is created: how much of it is kept
 * @param <X> the content of an input
 */
public record Pipeline<X>(
    String name,
    String pending,
    String limit,
    Map<String, String> retention,
    Source<X> source,
    List<OperatorSpec<?, X, ?>> operators) {
  private static final int LONGEST_ID = 128;

  /** Records are deleted a segment at a time, once it is closed. */
  private static final Map<String, String> AUDIO_RETENTION =
      Map.of(
          TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofHours(3).toMillis()),
          TopicConfig.RETENTION_BYTES_CONFIG, Integer.toString(1 << 30),
          TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Duration.ofMinutes(10).toMillis()),
          TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 << 20));

  /**
   * Copies the list and the map.
   *
   * @throws IllegalArgumentException if there is no operator
   */
  public Pipeline {
    retention = Map.copyOf(retention);
    operators = List.copyOf(operators);
    if (operators.isEmpty()) {
      throw new IllegalArgumentException("no operator takes the inputs of " + source.topic());
    }
  }

  /** The pipeline of text. Its store keeps the name from releases that had no other source. */
  public static Pipeline<String> text(
      Source<String> source, List<OperatorSpec<?, String, ?>> operators) {
    return new Pipeline<>(
        "text", Names.PENDING_INPUTS, "limits.recordBytes", Map.of(), source, operators);
  }

  /**
   * The pipeline of audio, which is large and soon of no use: its topic keeps three hours, and of
   * each partition 1 GiB, which is an hour of nine streams at 16 kHz.
   */
  public static <X> Pipeline<X> audio(Source<X> source, List<OperatorSpec<?, X, ?>> operators) {
    return new Pipeline<>(
        "audio", Names.PENDING_AUDIO, "limits.audioBytes", AUDIO_RETENTION, source, operators);
  }

  /** The settings of its topic where that is created. */
  Map<String, String> topicSettings() {
    return with(
        retention, RecordSize.of(LONGEST_ID, source.maxBytes()) + (long) Intake.MOST_HEADERS);
  }

  /** The settings of the changelog of its pending inputs where that is created. */
  Map<String, String> journalSettings() {
    Map<String, String> settings = new TreeMap<>(retention);
    settings.keySet().retainAll(Set.of(TopicConfig.SEGMENT_BYTES_CONFIG));
    return with(settings, mostEntry());
  }

  /** The most bytes of an entry of its pending inputs. */
  long mostEntry() {
    return PendingCodec.size(LONGEST_ID, source.mostKept(), source.maxBytes(), Intake.MOST_HEADERS);
  }

  /** Topics take records of about 1 MiB unless they are told to take larger ones. */
  private static Map<String, String> with(Map<String, String> settings, long mostBytes) {
    Map<String, String> more = new TreeMap<>(settings);
    if (mostBytes > RecordLimits.USUAL) {
      more.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(mostBytes));
    }
    return more;
  }
}
