package io.surtitle.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Words a second of the engine over those of the baselines.
 *
 * @param beam hypotheses that all of them kept
 * @param sameAsPerRecord share of the final captions with the same text, of those both have; null
 *     if they have none in common
 * @param sameAsFlink the same
 */
record Ratio(
    int beam,
    double perRecord,
    double flink,
    @Nullable Double sameAsPerRecord,
    @Nullable Double sameAsFlink) {}
