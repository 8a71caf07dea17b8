/** Words into Kafka at a known pace, captions out of it with the time they took. */
@NullMarked
package io.surtitle.benchmarks.load;

import org.jspecify.annotations.NullMarked;
