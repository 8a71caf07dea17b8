package io.surtitle.doctor;

import java.time.Duration;

/**
 * The expected settings of topics.
 *
 * @param partitions number of partitions of the topics that the engine creates
 * @param history maximum age of the captions that a gateway reads at its start
 */
public record Expected(int partitions, Duration history) {}
