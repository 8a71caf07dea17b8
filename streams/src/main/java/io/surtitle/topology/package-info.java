/**
 * Runs operators over the records of source topics, inside the transactions of Kafka Streams.
 *
 * <p>The contract: every committed input has been taken by the session of each operator, waits in a
 * store of pending inputs, or is a dead letter. Removing an input from that store, writing the
 * session that took it and forwarding its outputs happen between two commits, through Kafka
 * Streams' public interfaces alone; so whatever dies, nothing is lost, and under exactly-once
 * nothing happens twice.
 *
 * <p>No record stops a task for good: if the results of an input do not fit into their topics, or
 * if its task fails on it repeatedly ({@code Attempts}), the input becomes a dead letter.
 *
 * <p>The stores are authoritative. Everything else in memory (live sessions, the order of arrival,
 * the time of each stream's last input) is discarded and rebuilt whenever a task starts.
 */
@NullMarked
package io.surtitle.topology;

import org.jspecify.annotations.NullMarked;
