package io.surtitle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of UTF-8, as many at a time as have arrived: it waits for the first, never for more. Lines
 * end with {@code \n} or {@code \r\n}; the last may end with the input.
 */
final class ReadyLines {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private byte[] buffer = new byte[8192];
  private int start;
  private int searched;
  private int end;
  private boolean first = true;

  ReadyLines(InputStream in) {
    this.in = in;
  }

  /** The next lines, at least one and at most {@code most}; none at the end of the input. */
  List<String> next(int most) throws IOException {
    List<String> lines = new ArrayList<>();
    while (lines.size() < most) {
      int newline = newline();
      if (newline >= 0) {
        lines.add(take(newline));
        start = newline + 1;
      } else if (!lines.isEmpty() && in.available() == 0) {
        return lines;
      } else if (!fill()) {
        if (start < end) {
          lines.add(take(end));
          start = end;
        }
        return lines;
      }
    }
    return lines;
  }

  private int newline() {
    for (searched = Math.max(searched, start); searched < end; searched++) {
      if (buffer[searched] == '\n') {
        return searched;
      }
    }
    return -1;
  }

  private String take(int to) {
    int last = to > start && buffer[to - 1] == '\r' ? to - 1 : to;
    String line = new String(buffer, start, last - start, StandardCharsets.UTF_8);
    boolean marked = first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
    first = false;
    return marked ? line.substring(1) : line;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      searched -= start;
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int count = in.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count >= 0;
  }
}
