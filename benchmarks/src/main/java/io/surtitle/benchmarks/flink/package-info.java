/** Baseline: an Apache Flink job that does what the engine does, as its users would write it. */
@NullMarked
package io.surtitle.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
