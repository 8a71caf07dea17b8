package io.surtitle.benchmarks;

import io.surtitle.benchmarks.process.Snapshot;

/**
 * Memory of a process, in MiB.
 *
 * @param heap in use, including garbage
 * @param direct buffers outside the heap
 * @param resident total; 0 if the system does not report it
 */
record Memory(double heap, double direct, double resident) {
  private static final double MIB = 1 << 20;

  static Memory of(Snapshot snapshot) {
    return new Memory(
        snapshot.heapBytes() / MIB, snapshot.directBytes() / MIB, snapshot.residentBytes() / MIB);
  }
}
