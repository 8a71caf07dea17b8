package io.surtitle.subtitle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Turns final captions into cues, one caption after the other. Cues that were returned never
 * change.
 *
 * <p>A cue has at most two lines of 42 columns (Netflix Timed Text Style Guide, General
 * Requirements), which is 21 wide characters. Each begins when its words are spoken, as estimated
 * from their share of the caption's length, and no cue overlaps another. It stays until the next
 * words or the end of the utterance, at least for as long as it takes to read at 17 columns a
 * second (Netflix; the BBC Subtitle Guidelines' 160 to 180 words a minute are about the same), at
 * most for seven seconds (Netflix). If speech is faster than that, cues run late, into the pause
 * that follows, by up to three seconds. Beyond that they are shortened: a cue then lasts as long as
 * its words were spoken, or half as long as it takes to read, whichever is more.
 *
 * <p>For any captions, at any times, a cue lasts for a second or longer, and begins between zero
 * and ten seconds after its words are spoken. Where captions come too fast for that, those that
 * would begin more than six seconds late wait for their turn; as many of them are merged into one
 * cue, up to four lines, as are needed to catch up. Captions that would still be too late are
 * dropped and counted.
 */
public final class Cues {
  static final int COLUMNS_A_SECOND = 17;
  static final long SHORTEST_MS = 1_000;
  static final long LONGEST_MS = 7_000;

  /** How late a cue may end for the sake of the reading speed. */
  static final long DELAY_MS = 3_000;

  /** How late a cue may begin without waiting for its turn. */
  static final long PATIENCE_MS = 6_000;

  /** How late a cue may begin at all. */
  static final long LATEST_MS = 10_000;

  static final int MOST_LINES = 4;

  /** Most blocks that may wait: with more, the last could not be shown in time. */
  private static final int MOST_WAITING = (int) (LATEST_MS / SHORTEST_MS + 1) * MOST_LINES;

  private final Splitter splitter;
  private final Deque<Block> waiting = new ArrayDeque<>();
  private long freeMs;
  private long leftOut;

  /** Cues of captions in {@code language}, a BCP 47 tag. */
  public Cues(String language) {
    splitter = new Splitter(language);
  }

  /** Cues of {@code lines}, in their order, as if each arrived at its beginning. */
  public static List<Cue> of(List<Line> lines, String language) {
    Cues cues = new Cues(language);
    List<Cue> all = new ArrayList<>();
    lines.forEach(line -> all.addAll(cues.add(line, line.beginMs())));
    all.addAll(cues.until(Long.MAX_VALUE));
    return all;
  }

  /**
   * Adds the next caption.
   *
   * @param nowMs media time now, in milliseconds
   * @return the cues that are now settled: none if the caption is blank or has to wait
   */
  public List<Cue> add(Line line, long nowMs) {
    List<Cue> cues = new ArrayList<>(until(nowMs));
    blocks(line).forEach(this::queue);
    cues.addAll(until(nowMs));
    return cues;
  }

  /** The waiting cues that begin by a media time, in milliseconds; the others keep waiting. */
  public List<Cue> until(long nowMs) {
    List<Cue> cues = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Block next = waiting.element();
      long beginMs = beginMs(next);
      long lateMs = beginMs - next.beginMs();
      if (lateMs > LATEST_MS) {
        waiting.remove();
        leftOut++;
      } else if (lateMs <= PATIENCE_MS || beginMs <= nowMs) {
        waiting.remove();
        cues.add(show(next));
      } else {
        break;
      }
    }
    return cues;
  }

  /** How many blocks of captions, of two lines at most, were dropped so far. */
  public long leftOut() {
    return leftOut;
  }

  private List<Block> blocks(Line line) {
    List<List<String>> texts = splitter.blocks(Plain.line(line.text()));
    long columns = texts.stream().mapToLong(Block::columns).sum();
    List<Block> blocks = new ArrayList<>(texts.size());
    long lengthMs = line.endMs() - line.beginMs();
    long spoken = 0;
    long spokenMs = line.beginMs();
    for (List<String> text : texts) {
      long beginMs = spokenMs;
      spoken += Block.columns(text);
      spokenMs = line.beginMs() + (long) ((double) spoken / columns * lengthMs);
      blocks.add(new Block(text, beginMs, spokenMs));
    }
    return blocks;
  }

  private void queue(Block block) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(block);
    } else {
      leftOut++;
    }
  }

  private long beginMs(Block block) {
    return Math.max(block.beginMs(), freeMs);
  }

  private Cue show(Block first) {
    long beginMs = beginMs(first);
    Block shown = first;
    for (long more = (SHORTEST_MS - 1) / Math.max(1, shareMs(beginMs)); more > 0; more--) {
      Block next = waiting.peek();
      if (next == null || shown.lines().size() + next.lines().size() > MOST_LINES) {
        break;
      }
      shown = shown.and(waiting.remove());
    }
    freeMs = endMs(shown, beginMs);
    return new Cue(beginMs, freeMs, shown.lines());
  }

  /**
   * How long a block that begins at a given time may be shown so that no waiting block begins too
   * late: unlimited if none waits, 0 or less if one is bound to be late.
   */
  private long shareMs(long beginMs) {
    long shareMs = Long.MAX_VALUE;
    int before = 1;
    for (Block each : waiting) {
      shareMs = Math.min(shareMs, (each.beginMs() + LATEST_MS - beginMs) / before++);
    }
    return shareMs;
  }

  private long endMs(Block block, long beginMs) {
    long readMs = Math.max(SHORTEST_MS, block.columns() * 1_000 / COLUMNS_A_SECOND);
    long wanted = Math.min(Math.max(block.endMs(), beginMs + readMs), beginMs + LONGEST_MS);
    long hurried = Math.max(block.endMs() + DELAY_MS, beginMs + readMs / 2);
    long share = Math.min(shareMs(beginMs), LONGEST_MS);
    return beginMs + Math.max(SHORTEST_MS, Math.min(Math.min(wanted, hurried) - beginMs, share));
  }
}
