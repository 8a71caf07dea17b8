package io.surtitle.benchmarks.load;

/**
 * Text that does not run dry: as much again is written whenever half of what was written last has
 * been read. A subject that is never so fast finds all of it in Kafka before it starts.
 */
public final class Supply {
  private final Writer writer;
  private final int streams;
  private final int portion;
  private int written;

  /** Writes words of all streams. */
  @FunctionalInterface
  public interface Writer {
    /** Writes so many words of each stream, the first of which has an index. */
    void write(int from, int words);
  }

  /**
   * Writes the first portion.
   *
   * @param portion words of each stream that are written at a time
   */
  public Supply(Writer writer, int streams, int portion) {
    this.writer = writer;
    this.streams = streams;
    this.portion = portion;
    write();
  }

  /** Writes more, if so many words of all streams together have been read. */
  public void refill(long read) {
    while ((long) written * streams - read < (long) portion * streams / 2) {
      write();
    }
  }

  private void write() {
    writer.write(written, portion);
    written += portion;
  }
}
