package io.surtitle.benchmarks.replay;

/**
 * The speed of a replay.
 *
 * @param stepsPerSecond encoder positions and decoder rows a second, over all threads
 * @param runs number of measured runs
 */
public record Rate(double stepsPerSecond, long runs) {}
