package io.surtitle.subtitle;

import java.util.List;
import java.util.stream.Stream;

/**
 * A piece of a caption that fits on the screen, and when it is spoken.
 *
 * @param lines that it has on the screen
 * @param beginMs media time from which on it is spoken, in milliseconds
 * @param endMs until when
 */
record Block(List<String> lines, long beginMs, long endMs) {

  /** This and the next one, one below the other. */
  Block and(Block next) {
    return new Block(
        Stream.concat(lines.stream(), next.lines.stream()).toList(),
        beginMs,
        Math.max(endMs, next.endMs));
  }

  /** Columns in all lines: at least one, so that a block of nothing but marks has a share too. */
  long columns() {
    return columns(lines);
  }

  static long columns(List<String> lines) {
    return Math.max(1, lines.stream().mapToInt(line -> Columns.of(line, 0, line.length())).sum());
  }
}
