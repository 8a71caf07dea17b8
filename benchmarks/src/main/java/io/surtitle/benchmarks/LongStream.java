package io.surtitle.benchmarks;

import java.util.Map;

/**
 * Latency of streams that go on and on.
 *
 * @param streams that spoke at the same time
 * @param measuredWords of each, at the beginning and at the end
 * @param wordsBefore the words at the end
 * @param firstMs percentiles of the words at the beginning
 * @param lastMs percentiles of those at the end
 */
record LongStream(
    int streams,
    int measuredWords,
    int wordsBefore,
    Map<String, Double> firstMs,
    Map<String, Double> lastMs) {}
