package io.surtitle.topology;

import java.util.List;
import java.util.stream.Stream;

/**
 * The topics in which Kafka Streams keeps the state of one source, all partitioned like the
 * source's own.
 *
 * @param topic of the source
 * @param pending changelog of the inputs that wait
 * @param sessions changelogs of the sessions of each operator that takes the inputs
 */
public record SourceState(String topic, String pending, List<String> sessions) {
  /** Copies the list. */
  public SourceState {
    sessions = List.copyOf(sessions);
  }

  /**
   * That of text.
   *
   * @param application its id
   * @param operators ids of those that take the text
   */
  public static SourceState text(String application, String topic, List<String> operators) {
    return of(application, topic, Names.PENDING_INPUTS, operators);
  }

  /** That of audio, likewise. */
  public static SourceState audio(String application, String topic, List<String> operators) {
    return of(application, topic, Names.PENDING_AUDIO, operators);
  }

  private static SourceState of(
      String application, String topic, String pending, List<String> operators) {
    return new SourceState(
        topic,
        Names.changelog(application, pending),
        Names.changelogs(application, operators.stream().map(Names::sessions).toList()));
  }

  /** All changelogs. */
  public List<String> changelogs() {
    return Stream.concat(sessions.stream(), Stream.of(pending)).toList();
  }
}
