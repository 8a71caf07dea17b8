package io.surtitle.guarantees;

/** The Kafka cluster of a run. */
interface Broker extends AutoCloseable {
  String bootstrapServers();

  /** Makes it unavailable for a moment; it keeps its data. */
  void restart();

  @Override
  void close();
}
