package io.surtitle.benchmarks.replay;

import io.surtitle.benchmarks.process.RunCount;
import java.util.List;

/**
 * The runs to replay.
 *
 * @param bundle directory of the model
 * @param threads number of concurrent threads, each with its own loop
 * @param seconds approximate length of the measurement
 * @param runs the engine's runs
 */
public record ReplaySettings(String bundle, int threads, double seconds, List<RunCount> runs) {}
