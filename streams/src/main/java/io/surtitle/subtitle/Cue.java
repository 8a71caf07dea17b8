package io.surtitle.subtitle;

import java.util.List;

/**
 * Lines shown on the screen together for a time.
 *
 * @param beginMs media time at which the cue appears, in milliseconds
 * @param endMs media time at which the cue disappears, in milliseconds; after {@code beginMs}
 * @param lines at least one, none of them blank; runs of spaces become one space and control
 *     characters are removed, so that every format can hold them
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
