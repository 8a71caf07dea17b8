package io.surtitle.topology;

import io.surtitle.session.Input;
import org.jspecify.annotations.Nullable;

/**
 * An input that waits for its turn.
 *
 * @param stream id of its stream
 * @param input what the session will take
 * @param original the record it came in; null for an end that only silence announced, which is in
 *     no topic and in no store
 * @param arrived when it began to wait here, epoch milliseconds
 */
record PendingInput(String stream, Input input, @Nullable Original original, long arrived) {}
