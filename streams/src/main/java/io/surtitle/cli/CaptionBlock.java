package io.surtitle.cli;

import io.surtitle.event.Caption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One utterance as a person sees it: what was said, and below it each language. */
final class CaptionBlock {
  private final String stream;
  private final List<String> languages;
  private final Map<String, Caption> captions = new HashMap<>();
  private String source = "";

  /** An empty block for captions in some languages, in this order. */
  CaptionBlock(String stream, List<String> languages) {
    this.stream = stream;
    this.languages = languages;
  }

  /** Takes a caption of a language, unless it has a newer one. */
  void put(Caption caption) {
    captions.merge(
        caption.language(), caption, (old, now) -> now.revision() >= old.revision() ? now : old);
    if (caption.source().length() > source.length()) {
      source = Plain.text(caption.source());
    }
  }

  /** Whether nothing in it will change. */
  boolean complete() {
    return languages.stream()
        .map(captions::get)
        .allMatch(caption -> caption != null && caption.status() == Caption.Status.FINAL);
  }

  /**
   * Its lines, none wider than {@code columns}.
   *
   * @param named whether the stream is named
   */
  List<String> lines(int columns, boolean named) {
    int label = languages.stream().mapToInt(String::length).max().orElse(0) + 2;
    List<String> lines = new ArrayList<>();
    String said = named ? "[" + stream + "] " + source : source;
    for (String line : Wrapping.wrap(said, columns - label)) {
      lines.add(Ansi.dim(" ".repeat(label) + line));
    }
    for (String language : languages) {
      Caption caption = captions.get(language);
      String text = caption == null ? "" : Plain.text(caption.text());
      String start = Ansi.bold(language) + " ".repeat(label - language.length());
      for (String line : Wrapping.wrap(text, columns - label)) {
        lines.add(start + line);
        start = " ".repeat(label);
      }
    }
    return lines;
  }
}
