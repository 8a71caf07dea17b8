/**
 * The processes of a run: a parent that asks on standard input, children that answer on standard
 * output, a line of JSON each. A child ends when its standard input does, so none is left behind.
 */
@NullMarked
package io.surtitle.benchmarks.process;

import org.jspecify.annotations.NullMarked;
