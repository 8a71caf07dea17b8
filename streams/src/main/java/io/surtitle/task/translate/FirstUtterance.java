package io.surtitle.task.translate;

import java.util.ArrayList;
import java.util.List;

/**
 * The first utterance of an input, and the text of those after it.
 *
 * @param segments of the first, or of all where no other begins or the text does not tell them
 * @param rest what was said after it, with the words that wait to be read
 */
record FirstUtterance(List<Segment> segments, String rest) {
  static FirstUtterance of(List<Segment> segments) {
    int end = 0;
    while (end < segments.size() && !segments.get(end).ends()) {
      end++;
    }
    List<Segment> after = segments.subList(Math.min(end + 1, segments.size()), segments.size());
    // Of one endless word, later parts have tokens only.
    boolean told = after.stream().allMatch(each -> each.tokens().length < 2 || hasText(each));
    return after.isEmpty() || !told
        ? new FirstUtterance(segments, "")
        : new FirstUtterance(segments.subList(0, end + 1), text(after));
  }

  private static boolean hasText(Segment segment) {
    return !segment.text().isEmpty();
  }

  private static String text(List<Segment> segments) {
    List<String> words = new ArrayList<>();
    segments.forEach(each -> words.add(each.text()));
    Segment last = segments.get(segments.size() - 1);
    if (!last.ends()) {
      List<String> said = last.marks().said();
      words.addAll(said.isEmpty() ? List.of(last.spotting().waiting()) : said);
      words.add(last.marks().waiting());
    }
    return String.join(" ", words).strip().replaceAll(" +", " ");
  }
}
