package io.surtitle.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All results of a run; its fields are those of the JSON.
 *
 * @param efficiency steps a second of the engine, with many rows, over those of ONNX Runtime alone
 * @param ratio of the engine's words a second to those of the baselines; null without them
 * @param streamsAtPace most streams at 150 words a minute, with all rows, 99 % of whose captions
 *     arrived within a second
 * @param latencyMs of partial captions at half that load: percentiles
 * @param latencyAllMs of all captions at that load
 * @param stepsPerSecond of the engine with many rows
 * @param meanBatch mean rows of one decoder run in that measurement
 * @param ratios at every measured beam, that of the main figures first
 * @param cpuPerWord loads of one language that differ in the number of streams; empty if quick
 * @param longStream null if quick
 * @param engineAlone what words cost without Kafka, by languages; empty if quick, or if there is
 *     only one bundle
 * @param languages loads that differ in the number of languages; empty if quick, or if there is
 *     only one bundle
 * @param notes what to know before quoting a figure
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
    double efficiency,
    @Nullable Ratio ratio,
    int streamsAtPace,
    Map<String, Double> latencyMs,
    Map<String, Double> latencyAllMs,
    double stepsPerSecond,
    double meanBatch,
    double cpuSecondsPerThousandWords,
    double changelogBytesPerThousandWords,
    Memory memory,
    List<Target> targets,
    List<Ratio> ratios,
    List<Throughput> throughput,
    List<Efficiency> efficiencies,
    List<Probe> pace,
    Probe halfPace,
    List<Probe> cpuPerWord,
    @Nullable LongStream longStream,
    List<EngineAlone> engineAlone,
    List<Languages> languages,
    Plan plan,
    Versions versions,
    Machine machine,
    List<String> notes) {}
