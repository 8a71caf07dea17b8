/** Additions to Kafka's clients that several packages need. */
@NullMarked
package io.surtitle.kafka;

import org.jspecify.annotations.NullMarked;
