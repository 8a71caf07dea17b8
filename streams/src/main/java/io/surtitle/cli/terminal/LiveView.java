package io.surtitle.cli.terminal;

import io.surtitle.event.Caption;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Redraws open captions in place at the bottom of a terminal; captions that are final in all
 * languages scroll away above. Of many languages it shows the first, as many as fit on the screen
 * with captions of {@value #USUAL_COLUMNS} columns; a line below names the others. If more captions
 * are open than fit, the newest are seen until those before are final.
 */
public final class LiveView implements CaptionView {
  private static final int USUAL_COLUMNS = 90;

  /** Rows for the source text, the other languages, and the cursor. */
  private static final int OTHER_ROWS = 5;

  /** Screens full of open captions, before the oldest is given up: its end may never come. */
  private static final int MOST_SCREENS = 4;

  private final PrintWriter out;
  private final ScreenSize screen;
  private final List<String> languages;
  private final List<String> footer;
  private final Set<String> streams = new HashSet<>();
  private final Map<String, CaptionBlock> open = new LinkedHashMap<>();
  private int drawn;

  /**
   * A view of these languages, in this order; stream ids are printed once there are two.
   *
   * @param elsewhere how to see the languages for which there is no room
   */
  public LiveView(PrintWriter out, ScreenSize screen, List<String> languages, String elsewhere) {
    this.out = out;
    this.screen = screen;
    int shown = Math.min(languages.size(), room(screen));
    this.languages = List.copyOf(languages.subList(0, shown));
    this.footer = footer(languages.subList(shown, languages.size()), elsewhere);
  }

  private static int room(ScreenSize screen) {
    int rowsOfOne = 1 + USUAL_COLUMNS / screen.columns();
    return Math.max(1, (screen.rows() - OTHER_ROWS) / rowsOfOne);
  }

  private List<String> footer(List<String> others, String elsewhere) {
    if (others.isEmpty()) {
      return List.of();
    }
    String text =
        "and %d more, %s: %s".formatted(others.size(), elsewhere, String.join(" ", others));
    return TerminalText.wrap(text, screen.columns()).stream().map(Ansi::dim).toList();
  }

  @Override
  public void show(Caption caption) {
    if (!languages.contains(caption.language())) {
      return;
    }
    streams.add(caption.stream());
    open.computeIfAbsent(
            caption.stream() + "/" + caption.utterance(),
            id -> new CaptionBlock(caption.stream(), languages))
        .put(caption);
    redraw(false);
  }

  @Override
  public void finish() {
    redraw(true);
  }

  /** Draws everything in one write, so that the screen does not flicker. */
  private void redraw(boolean everything) {
    StringBuilder frame = new StringBuilder(Ansi.eraseLinesUp(drawn));
    Iterator<CaptionBlock> blocks = open.values().iterator();
    while (blocks.hasNext()) {
      CaptionBlock block = blocks.next();
      boolean crowded = lines().size() >= MOST_SCREENS * screen.rows();
      if (everything || crowded || block.complete()) {
        lines(block).forEach(line -> frame.append(line).append('\n'));
        frame.append('\n');
        blocks.remove();
      }
    }
    List<String> growing = fitting(lines());
    growing.forEach(line -> frame.append(line).append('\n'));
    drawn = growing.size();
    out.write(frame.toString());
    out.flush();
  }

  /** The last lines, as many as can be taken back, and the footer. */
  private List<String> fitting(List<String> lines) {
    int room = Math.max(1, screen.rows() - 1 - footer.size());
    List<String> fitting =
        new ArrayList<>(lines.subList(Math.max(0, lines.size() - room), lines.size()));
    fitting.addAll(lines.isEmpty() ? List.of() : footer);
    return fitting;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CaptionBlock block : open.values()) {
      lines.addAll(lines(block));
    }
    return lines;
  }

  private List<String> lines(CaptionBlock block) {
    return block.lines(screen.columns(), streams.size() > 1);
  }
}
