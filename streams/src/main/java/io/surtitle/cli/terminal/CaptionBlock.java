package io.surtitle.cli.terminal;

import io.surtitle.event.Caption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One utterance on the screen: the source text, and below it the caption of each language. */
final class CaptionBlock {
  private final String stream;
  private final List<String> languages;
  private final Map<String, Caption> captions = new HashMap<>();
  private String source = "";

  /** An empty block for captions in these languages, in this order. */
  CaptionBlock(String stream, List<String> languages) {
    this.stream = stream;
    this.languages = languages;
  }

  /** Replaces the caption of a language, unless the block has a newer revision. */
  void put(Caption caption) {
    captions.merge(
        caption.language(), caption, (old, now) -> now.revision() >= old.revision() ? now : old);
    if (caption.source().length() > source.length()) {
      source = TerminalText.plain(caption.source());
    }
  }

  /** Whether all captions are final. */
  boolean complete() {
    return languages.stream()
        .map(captions::get)
        .allMatch(caption -> caption != null && caption.status() == Caption.Status.FINAL);
  }

  /**
   * The lines of the block, none wider than {@code columns}.
   *
   * @param named whether to print the stream id
   */
  List<String> lines(int columns, boolean named) {
    int label = languages.stream().mapToInt(String::length).max().orElse(0) + 2;
    List<String> lines = new ArrayList<>();
    String said = named ? "[" + stream + "] " + source : source;
    for (String line : TerminalText.wrap(said, columns - label)) {
      lines.add(Ansi.dim(" ".repeat(label) + line));
    }
    for (String language : languages) {
      Caption caption = captions.get(language);
      String text = caption == null ? "" : TerminalText.plain(caption.text());
      String start = Ansi.bold(language) + " ".repeat(label - language.length());
      for (String line : TerminalText.wrap(text, columns - label)) {
        lines.add(start + TerminalText.isolated(line, language));
        start = " ".repeat(label);
      }
    }
    return lines;
  }
}
