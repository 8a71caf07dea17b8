/**
 * {@code surtitle bench}: measures the engine end to end and compares it with ONNX Runtime alone,
 * Kafka Streams with one run a record, and Apache Flink. See {@code docs/performance.md}.
 */
@NullMarked
package io.surtitle.benchmarks;

import org.jspecify.annotations.NullMarked;
