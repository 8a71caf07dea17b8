package io.surtitle.cli.wiring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.surtitle.cli.terminal.TerminalText;
import io.surtitle.task.translate.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The translation of one line, by language in the requested order.
 *
 * @param text translations, utterances separated by a space
 * @param delays for each target token, the number of source tokens of the line read before it
 * @param sourceTokens source tokens of the line, end tokens included
 */
@JsonPropertyOrder({"text", "delays", "sourceTokens"})
public record LineTranslation(
    Map<String, String> text, Map<String, List<Integer>> delays, int sourceTokens) {

  /** Joins the final updates of a line's utterances. */
  static LineTranslation of(List<String> languages, List<Update> updates) {
    Map<String, String> text = new LinkedHashMap<>();
    Map<String, List<Integer>> delays = new LinkedHashMap<>();
    int sourceTokens = 0;
    for (String language : languages) {
      List<Update> utterances =
          updates.stream().filter(u -> u.last() && u.language().equals(language)).toList();
      text.put(language, joined(utterances));
      delays.put(language, delays(utterances));
      sourceTokens = utterances.stream().mapToInt(Update::sourceTokens).sum();
    }
    return new LineTranslation(text, delays, sourceTokens);
  }

  /** The translations separated by tabs; empty if all are. */
  public String line() {
    return isBlank() ? "" : String.join("\t", text.values());
  }

  @JsonIgnore
  public boolean isBlank() {
    return text.values().stream().allMatch(String::isEmpty);
  }

  private static String joined(List<Update> utterances) {
    return utterances.stream()
        .map(update -> TerminalText.plain(update.text()))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<Integer> delays(List<Update> utterances) {
    List<Integer> delays = new ArrayList<>();
    int before = 0;
    for (Update utterance : utterances) {
      int offset = before;
      IntStream.of(utterance.delays()).forEach(delay -> delays.add(offset + delay));
      before += utterance.sourceTokens();
    }
    return delays;
  }
}
