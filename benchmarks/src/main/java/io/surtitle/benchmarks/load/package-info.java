/** Sends words to Kafka at a known pace and measures the latency of captions. */
@NullMarked
package io.surtitle.benchmarks.load;

import org.jspecify.annotations.NullMarked;
