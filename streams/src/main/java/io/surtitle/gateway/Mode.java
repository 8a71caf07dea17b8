package io.surtitle.gateway;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a viewer wants to read. */
enum Mode {
  /** Each revision at once. */
  LIVE,
  /** Whole phrases only, a second or two later. */
  STEADY;

  /** The mode of a name, in lower case. */
  static Optional<Mode> of(String name) {
    return Stream.of(values()).filter(each -> each.id().equals(name)).findFirst();
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
