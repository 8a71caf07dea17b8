package io.surtitle.guarantees;

/** Where a run takes place. */
interface Broker extends AutoCloseable {
  String bootstrapServers();

  /** Is gone for a moment and comes back with its data. */
  void restart();

  @Override
  void close();
}
