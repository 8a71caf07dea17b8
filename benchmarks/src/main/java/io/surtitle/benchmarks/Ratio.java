package io.surtitle.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Words a second of the engine divided by those of the baselines.
 *
 * @param beam hypotheses that all of them kept
 * @param sameAsPerRecord share of the common final captions that have the same text; null if there
 *     are none in common
 * @param sameAsFlink the same for Flink
 */
record Ratio(
    int beam,
    double perRecord,
    double flink,
    @Nullable Double sameAsPerRecord,
    @Nullable Double sameAsFlink) {}
