/**
 * The processes of a run: the parent sends commands to the children's standard input, and the
 * children answer on standard output, each message a line of JSON. A child ends when its standard
 * input is closed, so none is left behind.
 */
@NullMarked
package io.surtitle.benchmarks.process;

import org.jspecify.annotations.NullMarked;
