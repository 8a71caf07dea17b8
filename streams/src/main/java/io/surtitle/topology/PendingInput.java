package io.surtitle.topology;

import io.surtitle.engine.Input;
import org.jspecify.annotations.Nullable;

/**
 * A pending input: it waits for its turn.
 *
 * @param stream the id of its stream
 * @param input the input that sessions will take
 * @param original the record that contained it; null for an end by silence, which is in no topic
 *     and no store
 * @param arrived when it began to wait in this task, epoch milliseconds
 */
record PendingInput<X>(String stream, Input<X> input, @Nullable Original original, long arrived) {}
