package io.surtitle.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How captions grow on a viewer's screen. */
enum Mode {
  /** Each revision is shown immediately. */
  LIVE,
  /** Only whole phrases are shown, a second or two later. */
  STEADY;

  /** The mode with a lower-case name. */
  static Optional<Mode> of(String name) {
    return Stream.of(values()).filter(each -> each.id().equals(name)).findFirst();
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
