package io.surtitle.doctor;

/**
 * Progress through a partition.
 *
 * @param at the offset reached
 * @param end the offset to reach
 */
public record Position(long at, long end) {
  boolean isBehind() {
    return at < end;
  }
}
