package io.surtitle.event;

import java.util.Map;

/**
 * Turns an operator's outputs into messages for topics. Immutable, so any thread may use it.
 *
 * @param <Y> an output
 */
public interface Outlet<Y> {
  /** Its topics, each with the maximum size of a message's key, value and headers in bytes. */
  Map<String, Long> topics();

  /**
   * The message of an output.
   *
   * @param stream id of its stream
   * @param nowMs the wall clock's time, epoch milliseconds
   */
  Message message(String stream, Y output, long nowMs);

  /**
   * Whether an output responds to an input, so that the time between them is the latency that
   * viewers experience.
   *
   * @param appended timestamp of the input
   */
  boolean answers(Y output, long appended);

  /** Counts an output that is being sent. */
  void sent(Y output);
}
