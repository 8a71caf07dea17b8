package io.surtitle.benchmarks.replay;

/**
 * How fast it went.
 *
 * @param stepsPerSecond encoder positions and decoder rows, of all threads
 * @param runs that were measured
 */
public record Rate(double stepsPerSecond, long runs) {}
