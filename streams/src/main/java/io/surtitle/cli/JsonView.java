package io.surtitle.cli;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Every caption message as a line of JSON. */
record JsonView(PrintWriter out) implements CaptionView {
  @Override
  public void show(Caption caption) {
    out.write(new String(CaptionJson.encode(caption), StandardCharsets.UTF_8));
    out.write('\n');
    out.flush();
  }
}
