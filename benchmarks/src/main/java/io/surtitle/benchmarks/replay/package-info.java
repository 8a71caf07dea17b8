/**
 * Baseline: ONNX Runtime alone. The runs of the engine, with the same sizes and as often each, in a
 * loop that does nothing else.
 */
@NullMarked
package io.surtitle.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
