/**
 * Captions as viewers get them: whole phrases, masked words, cues with times, and the files that
 * players read. Pure functions of text and media time, without a clock, Kafka or HTTP.
 *
 * <p>Everything here only ever grows: a longer caption gives a longer phrase, a further caption
 * gives further cues. What was shown or published is never taken back.
 */
@NullMarked
package io.surtitle.subtitle;

import org.jspecify.annotations.NullMarked;
