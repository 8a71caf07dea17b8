package io.surtitle.topology;

import io.surtitle.engine.Session;
import io.surtitle.event.Outlet;

/**
 * One version of an operator at work on the streams of a partition.
 *
 * @param batchMax how many streams a wave has at most
 */
record VersionInUse<S extends Session, X, Y>(
    long fingerprint,
    Outlet<Y> outlet,
    LiveSessions<S> sessions,
    Waves<S, X, Y> waves,
    int batchMax) {

  /** How many of some streams a wave of so many rows has room for, each with some of them. */
  static int batchMax(int streams, int rows, int rowsPerTurn) {
    return Math.min(streams, Math.max(1, rows / rowsPerTurn));
  }
}
