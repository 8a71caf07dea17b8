package io.surtitle.doctor;

import java.time.Duration;
import java.util.Map;

/**
 * The expected settings of topics.
 *
 * @param partitions number of partitions of the topics that the engine creates
 * @param history maximum age of the captions that a gateway reads at its start
 * @param recordBytes the largest values that are taken, by topic of inputs
 * @param audio the topic of audio, which is large
 */
public record Expected(
    int partitions, Duration history, Map<String, Integer> recordBytes, String audio) {
  /** Copies the map. */
  public Expected {
    recordBytes = Map.copyOf(recordBytes);
  }
}
