package io.surtitle.subtitle;

import java.util.List;

/**
 * What is on the screen at a time.
 *
 * @param beginMs media time at which it is shown, in milliseconds
 * @param endMs media time at which it goes, later than that
 * @param lines at least one, none of them blank; spaces in a row become one and control characters
 *     go, so that every format can hold them
 */
public record Cue(long beginMs, long endMs, List<String> lines) {
  public Cue {
    if (beginMs < 0 || endMs <= beginMs) {
      throw new IllegalArgumentException("no cue lasts from " + beginMs + " to " + endMs + " ms");
    }
    lines = lines.stream().map(Plain::line).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a cue without text");
    }
  }
}
