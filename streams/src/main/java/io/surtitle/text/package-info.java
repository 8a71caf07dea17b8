/**
 * What holds for any text, whoever sends or reads it: how it is cleaned, and where its sentences
 * end. Pure functions without a model, a clock or Kafka, by the Unicode properties that ICU4J has.
 *
 * <p>Nothing here depends on how text is cut into records at its spaces.
 */
@NullMarked
package io.surtitle.text;

import org.jspecify.annotations.NullMarked;
