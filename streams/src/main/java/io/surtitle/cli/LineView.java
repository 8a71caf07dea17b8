package io.surtitle.cli;

import io.surtitle.event.Caption;
import java.io.PrintWriter;

/**
 * Final captions, one a line, a tab between the columns.
 *
 * @param streams whether the stream is a column
 * @param languages whether the language is a column
 */
record LineView(PrintWriter out, boolean streams, boolean languages) implements CaptionView {
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
    out.write(Plain.text(caption.text()) + "\n");
    out.flush();
  }
}
