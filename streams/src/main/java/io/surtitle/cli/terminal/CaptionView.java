package io.surtitle.cli.terminal;

import io.surtitle.event.Caption;

/** Prints captions for a person or for another program. */
public interface CaptionView {
  /** Prints a caption or its new revision. */
  void show(Caption caption);

  /** Ends what is still open, so that other output may follow. */
  default void finish() {}
}
