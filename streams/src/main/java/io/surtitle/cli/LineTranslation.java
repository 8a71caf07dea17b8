package io.surtitle.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.surtitle.session.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What became of one line, by language in the order asked for.
 *
 * @param text the translations, a space between two utterances
 * @param delays for each target token the source tokens of the line it could see
 * @param sourceTokens source tokens of the line, end tokens included
 */
@JsonPropertyOrder({"text", "delays", "sourceTokens"})
record LineTranslation(
    Map<String, String> text, Map<String, List<Integer>> delays, int sourceTokens) {

  /** Puts the final updates of a line's utterances together. */
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

  /** The texts on one line, a tab between two languages; nothing where there is no text at all. */
  String line() {
    return isBlank() ? "" : String.join("\t", text.values());
  }

  @JsonIgnore
  boolean isBlank() {
    return text.values().stream().allMatch(String::isEmpty);
  }

  private static String joined(List<Update> utterances) {
    return utterances.stream()
        .map(update -> Plain.text(update.text()))
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
