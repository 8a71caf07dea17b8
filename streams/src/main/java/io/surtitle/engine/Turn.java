package io.surtitle.engine;

import io.surtitle.inference.GraphBatch;
import java.util.List;

/**
 * One session's processing of one input. In each wave it is asked for the rows that it needs of
 * each graph, and receives their results. Turns are told apart by identity.
 *
 * @param <Y> an output
 */
public interface Turn<Y> {
  /** Adds the rows that it needs of a graph in this wave; none if it needs none. */
  void ask(String graph, GraphBatch batch);

  /** Takes the results of the {@code count} rows that it asked for, from {@code first} on. */
  void take(String graph, GraphBatch batch, int first, int count);

  /** Whether the session has taken the whole input and needs no more rows. */
  boolean isDone();

  /** The outputs, in order, once it is done. */
  List<Y> outputs();
}
