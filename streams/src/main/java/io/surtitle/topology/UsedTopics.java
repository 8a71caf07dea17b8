package io.surtitle.topology;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of an application.
 *
 * @param application its id
 * @param pipelines that it runs
 */
record UsedTopics(String application, TopologySettings settings, List<Pipeline<?>> pipelines) {
  /** The topics that the engine writes to. */
  Set<String> written() {
    Set<String> topics = outputs();
    for (Pipeline<?> pipeline : pipelines) {
      topics.add(Names.changelog(application, pipeline.pending()));
      pipeline.operators().forEach(spec -> topics.add(Names.changelog(application, spec.store())));
    }
    return topics;
  }

  private Set<String> outputs() {
    Set<String> topics = new LinkedHashSet<>();
    topics.add(settings.deadLetters());
    pipelines.stream()
        .flatMap(pipeline -> pipeline.operators().stream())
        .forEach(spec -> topics.addAll(spec.outlet().topics().keySet()));
    return topics;
  }

  /** The topics that are not internal topics of Kafka Streams, and their settings. */
  Map<String, Map<String, String>> created() {
    Map<String, Map<String, String>> topics = new LinkedHashMap<>();
    outputs().forEach(topic -> topics.put(topic, Map.of()));
    pipelines.forEach(pipeline -> topics.put(pipeline.source().topic(), pipeline.topicSettings()));
    return topics;
  }

  /** The largest records that changelogs will take which do not exist yet. */
  Map<String, Integer> planned() {
    Map<String, Integer> planned = new HashMap<>();
    for (Pipeline<?> pipeline : pipelines) {
      String most = pipeline.journalSettings().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      if (most != null) {
        planned.put(Names.changelog(application, pipeline.pending()), Integer.valueOf(most));
      }
    }
    return planned;
  }
}
