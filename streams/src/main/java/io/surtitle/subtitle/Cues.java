package io.surtitle.subtitle;

import java.util.ArrayList;
import java.util.List;

/**
 * Final captions to cues, one caption after the other. The cues of a caption depend on it and on
 * those before, never on later ones, so what was published does not change.
 *
 * <p>A cue has at most two lines of 42 columns (Netflix Timed Text Style Guide, General
 * Requirements; of wide characters 21). Each begins when its words are spoken, as far as their
 * share in the caption's length tells, and none overlaps another. It stays until the next words or
 * the end of the utterance, at least for as long as it takes to read at 17 columns a second
 * (Netflix; the BBC Subtitle Guidelines' 160 to 180 words a minute are about the same) and for one
 * second, at most for seven (Netflix).
 *
 * <p>Where speech is faster than that, cues run late, into the pause that follows, by up to three
 * seconds. Beyond that the reading speed gives way: a cue then lasts for as long as its words were
 * spoken. Only captions whose times lie over one another are delayed further, and are then shown
 * for a millisecond, rather than lost.
 */
public final class Cues {
  static final int COLUMNS_A_SECOND = 17;
  static final long SHORTEST_MS = 1_000;
  static final long LONGEST_MS = 7_000;
  static final long DELAY_MS = 3_000;

  private final Splitter splitter;
  private long freeMs;

  /** Cues of captions in {@code language}, a BCP 47 tag. */
  public Cues(String language) {
    splitter = new Splitter(language);
  }

  /** Cues of {@code lines}, in their order. */
  public static List<Cue> of(List<Line> lines, String language) {
    Cues cues = new Cues(language);
    return lines.stream().flatMap(line -> cues.add(line).stream()).toList();
  }

  /** Cues of the next caption: none if it is blank. */
  public List<Cue> add(Line line) {
    List<List<String>> blocks = splitter.blocks(Plain.line(line.text()));
    long columns = blocks.stream().mapToLong(Cues::columns).sum();
    List<Cue> cues = new ArrayList<>();
    long spoken = 0;
    long spokenMs = line.beginMs();
    for (List<String> block : blocks) {
      spoken += columns(block);
      long beginMs = Math.max(spokenMs, freeMs);
      spokenMs = line.beginMs() + (line.endMs() - line.beginMs()) * spoken / columns;
      freeMs = endMs(beginMs, spokenMs, columns(block));
      cues.add(new Cue(beginMs, freeMs, block));
    }
    return cues;
  }

  /** Where a cue ends whose last word was spoken until {@code spokenMs}. */
  private static long endMs(long beginMs, long spokenMs, long columns) {
    long readMs = beginMs + Math.max(SHORTEST_MS, columns * 1_000 / COLUMNS_A_SECOND);
    long wanted = Math.min(Math.max(spokenMs, readMs), beginMs + LONGEST_MS);
    return Math.max(beginMs + 1, Math.min(wanted, spokenMs + DELAY_MS));
  }

  /** At least one, so that a block of nothing but marks has a share too. */
  private static long columns(List<String> block) {
    return Math.max(1, block.stream().mapToInt(line -> Columns.of(line, 0, line.length())).sum());
  }
}
