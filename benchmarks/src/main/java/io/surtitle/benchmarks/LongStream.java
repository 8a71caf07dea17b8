package io.surtitle.benchmarks;

import java.util.Map;

/**
 * Latency of long streams.
 *
 * @param streams that spoke at the same time
 * @param measuredWords words of each stream that are measured, at the beginning and at the end
 * @param wordsBefore number of words before those at the end
 * @param firstMs percentiles of the words at the beginning
 * @param lastMs percentiles of those at the end
 */
record LongStream(
    int streams,
    int measuredWords,
    int wordsBefore,
    Map<String, Double> firstMs,
    Map<String, Double> lastMs) {}
