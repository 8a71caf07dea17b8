/**
 * Policies, search, term placeholders and text assembly: pure functions without Kafka, ONNX or a
 * clock.
 */
@NullMarked
package io.surtitle.decoding;

import org.jspecify.annotations.NullMarked;
