/**
 * Captions in the form that viewers get: whole phrases, masked words, timed cues, and the files
 * that players read. Pure functions of text and media time, without a clock, Kafka or HTTP.
 *
 * <p>All output is append-only: a longer caption gives a longer phrase, a further caption gives
 * further cues. Nothing that was shown or published is ever retracted.
 */
@NullMarked
package io.surtitle.subtitle;

import org.jspecify.annotations.NullMarked;
