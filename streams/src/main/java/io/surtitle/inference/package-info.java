/**
 * Runs one graph on one batch of rows: the only place that touches ONNX Runtime.
 *
 * <p>A {@link io.surtitle.inference.Model} opens a bundle's graphs once and is shared by all
 * threads; each thread gathers rows in its own {@link io.surtitle.inference.GraphBatch}, which
 * fills and runs a {@link io.surtitle.inference.GraphRun} as the manifest's roles say. A graph that
 * does not keep its manifest's word is a {@code BundleException} when it is opened; a run that
 * fails is an {@link io.surtitle.inference.InferenceException}; a wrong name or shape in the
 * calling code is an {@code IllegalArgumentException}.
 */
@NullMarked
package io.surtitle.inference;

import org.jspecify.annotations.NullMarked;
