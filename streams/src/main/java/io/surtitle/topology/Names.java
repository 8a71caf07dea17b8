package io.surtitle.topology;

/** Names of the topology's nodes and stores. Stores name their changelog topics: never change. */
final class Names {
  static final String TEXT_SOURCE = "text-source";
  static final String CAPTIONS = "captions";
  static final String CAPTIONS_SINK = "captions-sink";
  static final String DEAD_LETTER_SINK = "dead-letter-sink";
  static final String PENDING_INPUTS = "pending-inputs";
  static final String SESSIONS = "sessions";
  static final String GLOSSARY_SOURCE = "glossary-source";
  static final String GLOSSARY = "glossary";
  static final String GLOSSARIES = "glossaries";

  /** What Kafka Streams adds to the name of a store. */
  static final String CHANGELOG = "-changelog";

  private Names() {}

  /** The changelog topic of a store. */
  static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + CHANGELOG;
  }
}
