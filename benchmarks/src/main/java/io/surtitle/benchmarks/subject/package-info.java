/** The programs to measure, each in a separate process: the engine and two baselines. */
@NullMarked
package io.surtitle.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
