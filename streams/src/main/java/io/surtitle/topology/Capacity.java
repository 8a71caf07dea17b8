package io.surtitle.topology;

import io.surtitle.session.Interpreter;
import org.apache.kafka.common.config.ConfigException;

/** Refuses settings with which what the engine writes would not fit into its topics. */
final class Capacity {
  /** Names, numbers and headers of a caption. */
  private static final int CAPTION = 2048;

  private static final int LONGEST_ID = 128;

  private final RecordLimits limits;

  private Capacity(RecordLimits limits) {
    this.limits = limits;
  }

  /**
   * Compares the largest records with what their topics take.
   *
   * @throws ConfigException if one is too large; it says what to change
   */
  static void check(
      String application, TopologySettings settings, Interpreter interpreter, RecordLimits limits) {
    Capacity capacity = new Capacity(limits);
    TopologySettings.TopicNames topics = settings.topics();
    int record = settings.limits().recordBytes();
    capacity.check(
        "limits.recordBytes is " + record + ": an input",
        PendingCodec.size(LONGEST_ID, record, record, Intake.MOST_HEADERS),
        Names.changelog(application, Names.PENDING_INPUTS));
    Interpreter.Most most = interpreter.most();
    String utterance =
        "utterance.maxTokens is %d, with %d captions.languages: a "
            .formatted(interpreter.maxTokens(), interpreter.translations());
    capacity.check(
        utterance + "session",
        RecordSize.of(LONGEST_ID, most.session()),
        Names.changelog(application, Names.SESSIONS));
    for (String language : settings.targets()) {
      capacity.check(
          utterance + "caption",
          RecordSize.of(LONGEST_ID, CAPTION + most.caption()),
          topics.captions(language));
    }
    capacity.check("a dead letter", Letter.LEAST, topics.deadLetters());
  }

  private void check(String what, long bytes, String topic) {
    int most = limits.of(topic);
    if (bytes > most) {
      throw new ConfigException(
          ("%s may have %d bytes, but topic %s takes at most %d; lower the setting, or raise"
                  + " max.message.bytes of the topic")
              .formatted(what, bytes, topic, most));
    }
  }
}
