package io.surtitle.benchmarks.replay;

import io.surtitle.benchmarks.process.RunCount;
import java.util.List;

/**
 * What is to be run again.
 *
 * @param bundle directory of the model
 * @param threads that run at the same time, each a loop of its own
 * @param seconds of measurement, about
 * @param runs as the engine made them
 */
public record ReplaySettings(String bundle, int threads, double seconds, List<RunCount> runs) {}
