package io.surtitle.benchmarks.replay;

import io.surtitle.benchmarks.process.RunCount;
import io.surtitle.inference.RunSettings;
import java.util.List;

/**
 * The runs to replay.
 *
 * @param bundle directory of the model
 * @param settings as of the engine's sessions
 * @param threads number of concurrent threads, each with its own loop
 * @param seconds approximate length of the measurement
 * @param runs the engine's runs
 */
public record ReplaySettings(
    String bundle, RunSettings settings, int threads, double seconds, List<RunCount> runs) {}
