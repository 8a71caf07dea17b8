package io.surtitle.topology;

import org.apache.kafka.common.config.ConfigException;

/** Refuses settings with which the engine's records would not fit into their topics. */
final class Capacity {
  private static final int LONGEST_ID = 128;

  private final String application;
  private final RecordLimits limits;

  Capacity(String application, RecordLimits limits) {
    this.application = application;
    this.limits = limits;
  }

  /**
   * Compares the largest possible records with the limits of their topics.
   *
   * @throws ConfigException if one is too large; its message says what to change
   */
  void check(TopologySettings settings, Iterable<Pipeline<?>> pipelines) {
    pipelines.forEach(this::check);
    check("a dead letter", Letter.LEAST, settings.deadLetters());
  }

  private void check(Pipeline<?> pipeline) {
    check(
        "%s is %d: an input".formatted(pipeline.limit(), pipeline.source().maxBytes()),
        pipeline.mostEntry(),
        Names.changelog(application, pipeline.pending()));
    pipeline.operators().forEach(this::check);
  }

  private void check(OperatorSpec<?, ?, ?> spec) {
    check(
        spec.sizing() + ": a session",
        RecordSize.of(LONGEST_ID, spec.alone().mostBytes()),
        Names.changelog(application, spec.store()));
    spec.outlet()
        .topics()
        .forEach(
            (topic, bytes) ->
                check(spec.sizing() + ": a message", RecordSize.of(LONGEST_ID, bytes), topic));
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
