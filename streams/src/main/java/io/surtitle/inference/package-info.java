/** Runs one graph on one batch of rows: the only place that touches ONNX Runtime. */
@NullMarked
package io.surtitle.inference;

import org.jspecify.annotations.NullMarked;
