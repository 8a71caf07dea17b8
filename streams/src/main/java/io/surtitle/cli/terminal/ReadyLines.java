package io.surtitle.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads lines of UTF-8 as they arrive: a call waits for the first line, never for more. Lines end
 * with {@code \n} or {@code \r\n}; the last may end with the input. A line of more than {@value
 * #LONGEST} bytes is returned in parts of at most as many, cut at spaces where possible, so that
 * memory does not depend on the length of lines.
 */
public final class ReadyLines {
  /** Most bytes of a part. */
  public static final int LONGEST = 4096;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final InputStream in;
  private final byte[] buffer = new byte[2 * LONGEST];
  private int start;
  private int searched;
  private int end;
  private boolean first = true;
  private boolean begins = true;

  public ReadyLines(InputStream in) {
    this.in = in;
  }

  /**
   * The next lines, at least one and at most {@code most}; none at the end of the input. Only the
   * last may be a part that does not end its line.
   */
  public List<LinePart> next(int most) throws IOException {
    List<LinePart> lines = new ArrayList<>();
    while (lines.size() < most) {
      int newline = newline();
      if (newline >= 0) {
        lines.add(take(newline, newline + 1, true));
      } else if (end - start > LONGEST) {
        int cut = cut();
        lines.add(take(cut, buffer[cut] == ' ' ? cut + 1 : cut, false));
        return lines;
      } else if (!lines.isEmpty() && in.available() == 0) {
        return lines;
      } else if (!fill()) {
        if (start < end || !begins) {
          lines.add(take(end, end, true));
        }
        return lines;
      }
    }
    return lines;
  }

  /** Index of the next line end, or -1 if it lies more than {@link #LONGEST} bytes ahead. */
  private int newline() {
    int last = Math.min(end, start + LONGEST + 1);
    for (searched = Math.max(searched, start); searched < last; searched++) {
      if (buffer[searched] == '\n') {
        return searched;
      }
    }
    return -1;
  }

  /** Where to cut a long line: at its last space, or else between two characters. */
  private int cut() {
    int cut = start + LONGEST;
    while (cut > start && buffer[cut] != ' ') {
      cut--;
    }
    if (cut > start) {
      return cut;
    }
    cut = start + LONGEST;
    while ((buffer[cut] & 0xC0) == 0x80 && cut > start + LONGEST - 4) {
      cut--;
    }
    return cut;
  }

  private LinePart take(int to, int next, boolean ends) {
    int last = ends && to > start && buffer[to - 1] == '\r' ? to - 1 : to;
    String line = new String(buffer, start, last - start, StandardCharsets.UTF_8);
    boolean marked = first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
    LinePart part = new LinePart(marked ? line.substring(1) : line, begins, ends);
    first = false;
    begins = ends;
    start = next;
    return part;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      searched -= start;
      end -= start;
      start = 0;
    }
    int count = in.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count >= 0;
  }
}
