/**
 * What crosses Kafka: inputs, captions and dead letters, with their bytes and headers.
 *
 * <p>Nothing here knows Kafka: keys and values are bytes, headers are a map from name to bytes.
 * Anything that can write UTF-8 bytes is a producer, and {@link TextDecoder} says what is taken and
 * what is refused. Captions leave as JSON that {@code schema/caption.schema.json} describes.
 */
@NullMarked
package io.surtitle.event;

import org.jspecify.annotations.NullMarked;
