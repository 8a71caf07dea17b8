package io.surtitle.subtitle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Sample captions, and properties of cues made from them. */
final class CueSamples {
  private CueSamples() {}

  /** Consecutive captions, some after pauses and some spoken too fast to be read. */
  static List<Line> broadcast(long seed) {
    return broadcast(seed, 10);
  }

  /** The same, at {@code fastest} to {@code fastest + 80} milliseconds per character. */
  static List<Line> broadcast(long seed, int fastest) {
    Random random = new Random(seed);
    List<String> texts = Samples.all();
    List<Line> lines = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 80; i++) {
      String text = texts.get(random.nextInt(texts.size()));
      long begin = now + (random.nextBoolean() ? 0 : random.nextInt(4_000));
      now = begin + (long) text.length() * (fastest + random.nextInt(80));
      lines.add(new Line(text, begin, now));
    }
    return lines;
  }

  static String words(List<Cue> cues) {
    return cues.stream()
        .flatMap(cue -> cue.lines().stream())
        .collect(Collectors.joining())
        .replace(" ", "");
  }

  static int columns(Cue cue) {
    return cue.lines().stream().mapToInt(line -> Columns.of(line, 0, line.length())).sum();
  }
}
