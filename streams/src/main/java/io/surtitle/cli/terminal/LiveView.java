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

/** Redraws open captions in place at the bottom of a terminal; final captions scroll away above. */
public final class LiveView implements CaptionView {
  private final PrintWriter out;
  private final ScreenSize screen;
  private final List<String> languages;
  private final Set<String> streams = new HashSet<>();
  private final Map<String, CaptionBlock> open = new LinkedHashMap<>();
  private int drawn;

  /** A view of these languages, in this order; stream ids are printed once there are two. */
  public LiveView(PrintWriter out, ScreenSize screen, List<String> languages) {
    this.out = out;
    this.screen = screen;
    this.languages = List.copyOf(languages);
  }

  @Override
  public void show(Caption caption) {
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
      boolean crowded = lines().size() >= screen.rows();
      if (everything || crowded || block.complete()) {
        lines(block).forEach(line -> frame.append(line).append('\n'));
        frame.append('\n');
        blocks.remove();
      }
    }
    List<String> growing = lines();
    growing.forEach(line -> frame.append(line).append('\n'));
    drawn = growing.size();
    out.write(frame.toString());
    out.flush();
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
