package io.surtitle.topology;

import io.surtitle.bundle.Manifest;
import io.surtitle.session.Interpreter;

/**
 * How one task's sessions advance.
 *
 * @param manifest of the model
 * @param interpreter the sessions' rules
 * @param engine of this task alone, for it is not thread-safe
 */
record Translation(Manifest manifest, Interpreter interpreter, Engine engine) {}
