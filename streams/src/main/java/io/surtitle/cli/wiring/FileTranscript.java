package io.surtitle.cli.wiring;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.surtitle.task.transcribe.Said;
import java.nio.file.Path;
import java.util.List;

/**
 * What is said in a recording.
 *
 * @param file the recording
 * @param text all of it on one line
 * @param words with their times
 */
@JsonPropertyOrder({"file", "text", "words"})
public record FileTranscript(String file, String text, List<Word> words) {
  /**
   * A word or a few that belong together, or a full stop.
   *
   * @param startMs where it begins, in milliseconds since the recording's first sample
   * @param endMs where it ends
   * @param sentMs how much of the recording was heard when it was certain
   */
  @JsonPropertyOrder({"text", "startMs", "endMs", "sentMs"})
  public record Word(String text, long startMs, long endMs, long sentMs) {}

  /** Keeps the list. */
  public FileTranscript {
    words = List.copyOf(words);
  }

  static FileTranscript of(Path file, List<Said> said) {
    StringBuilder text = new StringBuilder();
    for (Said each : said) {
      text.append(each.end() || text.isEmpty() ? "" : " ").append(each.text());
    }
    return new FileTranscript(
        file.toString(),
        text.toString(),
        said.stream()
            .map(it -> new Word(it.text(), it.startPts(), it.endPts(), it.decidedPts()))
            .toList());
  }
}
