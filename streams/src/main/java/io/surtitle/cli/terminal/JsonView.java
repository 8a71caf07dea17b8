package io.surtitle.cli.terminal;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Prints every revision of every caption as a line of JSON. */
public record JsonView(PrintWriter out) implements CaptionView {
  @Override
  public void show(Caption caption) {
    out.write(new String(CaptionJson.encode(caption), StandardCharsets.UTF_8));
    out.write('\n');
    out.flush();
  }
}
