package io.surtitle.topology;

import io.surtitle.session.Interpreter;

/**
 * What lets one task's sessions advance.
 *
 * @param interpreter the sessions' rules
 * @param engine of this task alone, for it is not thread-safe
 */
record TaskEngine(Interpreter interpreter, Engine engine) {}
