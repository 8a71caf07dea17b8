package io.surtitle.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.surtitle.cli.broker.WordPublisher;
import io.surtitle.cli.config.Configuration;
import io.surtitle.event.Caption;
import java.util.List;

/**
 * A script that is sent word by word.
 *
 * @param lines each one or more utterances, none blank
 * @param wpm words a minute; 0 for no wait between words
 */
record TextBroadcast(List<String> lines, String glossary, int wpm) implements Broadcast {
  private static final String SCRIPT = "/demo/broadcast.txt";
  private static final String ROSTER = "/demo/glossary.txt";

  TextBroadcast {
    lines = lines.stream().filter(line -> !line.isBlank()).toList();
  }

  /** The shipped script. */
  static TextBroadcast shipped(int wpm) {
    return new TextBroadcast(text(SCRIPT).lines().toList(), roster(), wpm);
  }

  /** The names in the shipped broadcast. */
  static String roster() {
    return text(ROSTER);
  }

  private static String text(String resource) {
    return new String(Broadcast.resource(resource), UTF_8);
  }

  @Override
  public void send(Configuration configuration, String stream) throws InterruptedException {
    try (WordPublisher publisher =
        WordPublisher.paced(
            WordPublisher.producer(configuration), configuration.topics().text(), stream, wpm)) {
      for (String line : lines) {
        publisher.speak(line);
      }
      publisher.flush();
    }
  }

  /** Every line ends at least one utterance, so the last line comes after that many captions. */
  @Override
  public boolean endsWith(Caption caption, int soFar) {
    String words = caption.source();
    return soFar >= lines.size() && !words.isBlank() && lines.get(lines.size() - 1).endsWith(words);
  }
}
