package io.surtitle.topology;

import java.util.List;
import java.util.stream.Stream;

/** The changelog topics of an application's stores, as Kafka Streams names them. */
final class StateTopics {
  private StateTopics() {}

  static String of(String application, String store) {
    return application + "-" + store + "-changelog";
  }

  static List<String> all(String application) {
    return Stream.of(Names.SESSIONS, Names.PENDING_INPUTS)
        .map(store -> of(application, store))
        .toList();
  }
}
