package io.surtitle.doctor;

/**
 * How far something has come.
 *
 * @param at an offset
 * @param end the offset that it should come to
 */
public record Position(long at, long end) {
  boolean isBehind() {
    return at < end;
  }
}
