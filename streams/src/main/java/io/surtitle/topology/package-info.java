/** Wires events to captions inside the transactions of Kafka Streams. */
@NullMarked
package io.surtitle.topology;

import org.jspecify.annotations.NullMarked;
