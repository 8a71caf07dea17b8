package io.surtitle.doctor;

import java.time.Duration;

/**
 * How the topics should be.
 *
 * @param partitions of those that the engine creates
 * @param history how old the captions are that a gateway reads at its start
 */
public record Expected(int partitions, Duration history) {}
