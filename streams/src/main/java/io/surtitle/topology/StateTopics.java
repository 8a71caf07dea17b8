package io.surtitle.topology;

import java.util.Collection;
import java.util.List;

/** The changelog topics of an application's stores, as Kafka Streams names them. */
final class StateTopics {
  private StateTopics() {}

  static String of(String application, String store) {
    return Names.changelog(application, store);
  }

  static List<String> of(String application, Collection<String> stores) {
    return stores.stream().map(store -> of(application, store)).toList();
  }
}
