package io.surtitle.benchmarks;

import io.surtitle.benchmarks.subject.SubjectSettings;
import java.util.Locale;

/**
 * Throughput of one subject.
 *
 * @param subject its kind
 * @param wordsPerSecond source words in final captions that a viewer received
 * @param captionsPerSecond of all kinds and languages
 * @param stepsPerSecond encoder positions and decoder rows; 0 if runs are not traced
 * @param meanSessions mean number of sessions in one run of the encoder
 * @param meanRows mean number of rows in one run of the decoder
 * @param inferenceShare share of the threads' time spent in ONNX Runtime
 * @param cpuSecondsPerThousandWords of the subject
 * @param brokerCpuSecondsPerThousandWords of the broker, for this subject
 * @param changelogBytesPerThousandWords 0 if there is no changelog
 */
record Throughput(
    String subject,
    int threads,
    int beam,
    int streams,
    int rows,
    double seconds,
    double wordsPerSecond,
    double captionsPerSecond,
    double stepsPerSecond,
    double meanSessions,
    double meanRows,
    double inferenceShare,
    double cpuSecondsPerThousandWords,
    double brokerCpuSecondsPerThousandWords,
    double changelogBytesPerThousandWords,
    Memory memory) {

  static Throughput of(
      SubjectSettings settings, int streams, double words, double captions, Usage usage) {
    double thousands = words * usage.seconds() / 1000;
    return new Throughput(
        settings.kind().name().toLowerCase(Locale.ROOT),
        settings.threads(),
        settings.beam(),
        streams,
        settings.rows().size(),
        usage.seconds(),
        words,
        captions,
        usage.steps() / usage.seconds(),
        usage.meanRows("encoder"),
        usage.meanRows("decoder"),
        usage.inferenceShare(settings.threads()),
        usage.subjectCpu() / thousands,
        usage.brokerCpu() / thousands,
        usage.changelogBytes() / thousands,
        Memory.of(usage.after()));
  }
}
