package io.surtitle.guarantees;

import io.surtitle.event.Caption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Describes where captions first differ from the reference, for whoever has to find out why. */
final class Differences {
  private static final int MAX_LINES = 8;

  private Differences() {}

  /** One line for each caption stream that differs, up to {@value #MAX_LINES}. */
  static List<String> of(Reference reference, OutputRecorder.Output output) {
    List<String> lines = new ArrayList<>();
    reference
        .captions()
        .forEach(
            (key, expected) -> {
              List<Caption> actual =
                  output.captions().getOrDefault(key, List.of()).stream().distinct().toList();
              if (lines.size() < MAX_LINES && !expected.equals(actual)) {
                lines.add(first(key, expected, actual));
              }
            });
    return lines;
  }

  private static String first(String key, List<Caption> expected, List<Caption> actual) {
    int at = 0;
    while (at < expected.size()
        && at < actual.size()
        && Objects.equals(expected.get(at), actual.get(at))) {
      at++;
    }
    return "%s, message %d of %d: expected %s, but was %s"
        .formatted(key, at, expected.size(), show(expected, at), show(actual, at));
  }

  private static String show(List<Caption> captions, int at) {
    if (at >= captions.size()) {
      return "none";
    }
    Caption it = captions.get(at);
    return "%s/%d %s '%s' of '%s'"
        .formatted(it.utterance(), it.revision(), it.status(), it.text(), it.source());
  }
}
