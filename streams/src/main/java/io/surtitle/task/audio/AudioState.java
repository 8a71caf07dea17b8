package io.surtitle.task.audio;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.Arrays;
import java.util.List;

/**
 * What a session keeps of the audio of its stream between two inputs: the clock, and the samples
 * that do not fill a chunk yet. A task with several graphs has a chunk for each; all of them take
 * the same samples. Not thread-safe.
 */
public final class AudioState {
  private final int rate;
  private final List<Chunk> chunks;
  private long heard;
  private Moment anchor = Moment.START;

  /**
   * Nothing has been heard.
   *
   * @param rate samples a second that the graphs take
   * @param sizes samples that each graph takes at a time
   */
  AudioState(int rate, int... sizes) {
    this.rate = rate;
    this.chunks = Arrays.stream(sizes).mapToObj(Chunk::new).toList();
  }

  /** The samples that a graph takes next. */
  public Chunk chunk(int graph) {
    return chunks.get(graph);
  }

  /** How many samples have been heard since the stream's first. */
  public long heard() {
    return heard;
  }

  /** The moment after the last sample that was heard. */
  public Moment now() {
    return at(heard);
  }

  /** The moment of a sample, by the latest media time that the producer gave. */
  public Moment at(long sample) {
    return anchor.at(sample, rate);
  }

  /**
   * Begins to read an input, which the session has not taken yet.
   *
   * @param taken what the session took before it
   */
  public AudioReader read(Taken taken, Input<Pcm> input) {
    return new AudioReader(this, taken, input);
  }

  /** What comes now has nothing to do with what came before; only the clock goes on. */
  public void reset() {
    chunks.forEach(Chunk::next);
  }

  int rate() {
    return rate;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** A moment from which media time is counted. */
  Moment anchor() {
    return anchor;
  }

  /** Sets the clock: the next sample has this media time in milliseconds. */
  void set(long pts) {
    anchor = new Moment(heard, pts);
  }

  boolean isAnyFull() {
    return chunks.stream().anyMatch(Chunk::isFull);
  }

  /** Hears samples, as many as every chunk has room for; how many these are. */
  int hear(Pcm pcm, int from) {
    int room = chunks.stream().mapToInt(Chunk::room).min().orElse(0);
    int count = Math.min(room, pcm.size() - from);
    chunks.forEach(chunk -> chunk.add(pcm, from, count, now()));
    heard += count;
    return count;
  }

  /** The clock as it was. */
  void resume(long heardBefore, Moment anchorBefore) {
    heard = heardBefore;
    anchor = anchorBefore;
  }
}
