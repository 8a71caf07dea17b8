/**
 * What passes through Kafka: inputs, captions, events and dead letters, with their bytes and
 * headers.
 *
 * <p>Nothing here depends on Kafka: keys and values are bytes, headers are a map from names to
 * bytes. Anything that can write UTF-8 bytes or PCM samples can be a producer; {@link TextDecoder}
 * and {@link AudioDecoder} define what is accepted and what is refused. Captions and events are
 * JSON, as {@code schema/caption.schema.json} and {@code schema/event.schema.json} describe it.
 */
@NullMarked
package io.surtitle.event;

import org.jspecify.annotations.NullMarked;
