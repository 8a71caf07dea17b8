/** Baseline: an Apache Flink job with the engine's function, as Flink users would write it. */
@NullMarked
package io.surtitle.benchmarks.flink;

import org.jspecify.annotations.NullMarked;
