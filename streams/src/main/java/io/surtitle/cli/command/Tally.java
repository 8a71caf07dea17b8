package io.surtitle.cli.command;

import io.surtitle.event.Caption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Counts the final captions of one broadcast and detects the last one of each language. */
final class Tally {
  private final Broadcast broadcast;
  private final String stream;
  private final List<String> languages;
  private final Map<String, Integer> captions = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private long words;

  /** Starts at zero. */
  Tally(Broadcast broadcast, String stream, List<String> languages) {
    this.broadcast = broadcast;
    this.stream = stream;
    this.languages = languages;
  }

  /** Counts a caption if it is final and belongs to the broadcast. */
  void count(Caption caption) {
    if (caption.status() != Caption.Status.FINAL || !caption.stream().equals(stream)) {
      return;
    }
    int soFar = captions.merge(caption.language(), 1, Integer::sum);
    words += caption.text().isBlank() ? 0 : caption.text().strip().split("\\s+").length;
    if (broadcast.endsWith(caption, soFar)) {
      ended.add(caption.language());
    }
  }

  /** Whether the last caption of every language was counted. */
  boolean complete() {
    return ended.containsAll(languages);
  }

  /** The counts on one line. */
  String summary(Duration took) {
    int total = captions.values().stream().mapToInt(Integer::intValue).sum();
    return String.format(
        Locale.ROOT,
        "%s: %d final captions, %d words, in %.1f s",
        String.join(", ", languages),
        total,
        words,
        took.toMillis() / 1e3);
  }
}
