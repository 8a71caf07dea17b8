package io.surtitle.cli.terminal;

import io.surtitle.event.Caption;
import java.io.PrintWriter;

/**
 * Prints final captions, one per line, columns separated by tabs.
 *
 * @param streams whether to print the stream id
 * @param languages whether to print the language
 */
public record LineView(PrintWriter out, boolean streams, boolean languages) implements CaptionView {
  @Override
  public void show(Caption caption) {
    if (caption.status() != Caption.Status.FINAL) {
      return;
    }
    if (streams) {
      out.write(caption.stream() + "\t");
    }
    if (languages) {
      out.write(caption.language() + "\t");
    }
    out.write(TerminalText.plain(caption.text()) + "\n");
    out.flush();
  }
}
