/**
 * Wires events to captions inside the transactions of Kafka Streams.
 *
 * <p>The contract: every input that is committed has been taken by its session, waits in the store
 * {@code pending-inputs}, or is a dead letter. Taking an input out of that store, writing the
 * session it went into and forwarding its captions happen between two commits, through Kafka
 * Streams' public interfaces alone; so whatever dies, nothing is lost, and under exactly-once
 * nothing happens twice.
 *
 * <p>No record stops a task for good: what comes of an input fits into the topics that it goes to,
 * or the input is a dead letter; and an input on which its task fails again and again becomes one
 * too ({@code Attempts}).
 *
 * <p>The stores are the truth. What is kept beside them in memory (live sessions, the order of
 * arrival, when each stream was last heard) is thrown away and built again whenever a task starts.
 */
@NullMarked
package io.surtitle.topology;

import org.jspecify.annotations.NullMarked;
