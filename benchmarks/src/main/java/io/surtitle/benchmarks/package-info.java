/**
 * {@code surtitle bench}: how fast the engine is, end to end, beside ONNX Runtime alone, Kafka
 * Streams with one run a record, and Apache Flink. See {@code docs/performance.md}.
 */
@NullMarked
package io.surtitle.benchmarks;

import org.jspecify.annotations.NullMarked;
