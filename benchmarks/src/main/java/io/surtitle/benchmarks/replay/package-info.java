/**
 * Baseline: ONNX Runtime alone. Repeats the engine's runs, with the same sizes and frequencies, in
 * a loop that does nothing else.
 */
@NullMarked
package io.surtitle.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
