package io.surtitle.topology;

import java.util.Collection;
import java.util.List;

/** Names of stores. They are part of the names of changelog topics, so they must never change. */
final class Names {
  /** The prefix of every store of pending inputs. */
  static final String PENDING = "pending-";

  /** The store of pending text. */
  static final String PENDING_INPUTS = "pending-inputs";

  /** The store of pending audio. */
  static final String PENDING_AUDIO = "pending-audio";

  /** The store of the {@link StreamTable}. */
  static final String TABLE = "glossaries";

  private static final String SESSIONS = "sessions";

  /** The suffix that Kafka Streams adds to the name of a store. */
  static final String CHANGELOG = "-changelog";

  private Names() {}

  /** The store of an operator's sessions. */
  static String sessions(String operator) {
    return operator.equals(OperatorSpec.FIRST) ? SESSIONS : SESSIONS + "-" + operator;
  }

  /** The changelog topic of a store. */
  static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + CHANGELOG;
  }

  /** The changelog topics of some stores. */
  static List<String> changelogs(String applicationId, Collection<String> stores) {
    return stores.stream().map(store -> changelog(applicationId, store)).toList();
  }
}
