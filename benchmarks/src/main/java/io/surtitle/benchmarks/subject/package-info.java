/** What is measured, one at a time, in a process of its own: the engine and two baselines. */
@NullMarked
package io.surtitle.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
