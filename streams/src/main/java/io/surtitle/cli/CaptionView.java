package io.surtitle.cli;

import io.surtitle.event.Caption;

/** Shows captions to a person, or to the next program. */
interface CaptionView {
  /** Shows a caption, or what it has become. */
  void show(Caption caption);

  /** Leaves the output tidy. */
  default void finish() {}
}
