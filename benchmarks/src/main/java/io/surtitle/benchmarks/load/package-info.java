/** Sends words or sound to Kafka at a known pace and measures the latency of what comes of it. */
@NullMarked
package io.surtitle.benchmarks.load;

import org.jspecify.annotations.NullMarked;
