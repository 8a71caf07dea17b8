/**
 * Rules for any text, whatever its source or use: how it is cleaned, where its sentences end, and
 * which marks in it are not speech. Pure functions without a model, a clock or Kafka, based on the
 * Unicode properties of ICU4J.
 *
 * <p>Nothing here depends on where text is split into records at its spaces.
 */
@NullMarked
package io.surtitle.text;

import org.jspecify.annotations.NullMarked;
