package io.surtitle.subtitle;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of a caption that fits on the screen, with the time at which it is spoken.
 *
 * @param lines its lines on the screen
 * @param beginMs media time at which its speech begins, in milliseconds
 * @param endMs media time at which its speech ends, in milliseconds
 */
record Block(List<String> lines, long beginMs, long endMs) {

  /** This block with the next one below it. */
  Block and(Block next) {
    return new Block(
        Stream.concat(lines.stream(), next.lines.stream()).toList(),
        beginMs,
        Math.max(endMs, next.endMs));
  }

  /** Columns of all lines: at least one, so that a block of only zero-width marks gets time too. */
  long columns() {
    return columns(lines);
  }

  static long columns(List<String> lines) {
    return Math.max(1, lines.stream().mapToInt(line -> Columns.of(line, 0, line.length())).sum());
  }
}
