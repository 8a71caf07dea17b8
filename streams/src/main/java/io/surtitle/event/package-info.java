/** What crosses Kafka: inputs, captions and dead letters, with their bytes and headers. */
@NullMarked
package io.surtitle.event;

import org.jspecify.annotations.NullMarked;
