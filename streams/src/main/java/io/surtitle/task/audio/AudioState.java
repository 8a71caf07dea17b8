package io.surtitle.task.audio;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session keeps of the audio of its stream between two inputs: the clock, the filter that
 * changes the rate, and the samples that do not fill a chunk yet. A task with several graphs has a
 * chunk for each; all of them take the same samples. Not thread-safe.
 */
public final class AudioState {
  private final int rate;
  private final List<Chunk> chunks;
  private final Formats formats = new Formats();
  private final Noise noise = new Noise();
  private @Nullable Resampler resampler;
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
   * @param stream its id
   * @param taken what the session took before it
   * @param watch is told what is wrong with it
   */
  public AudioReader read(String stream, Taken taken, Input<Pcm> input, AudioWatch watch) {
    return new AudioReader(this, stream, taken, input, watch);
  }

  /**
   * Keeps what does not depend on the bundle of the audio that another bundle heard of the stream.
   */
  public void keep(AudioState other) {
    formats.keep(other.formats);
    noise.resume(other.noise.state());
    goOnFrom(other.next().millis());
  }

  /** The first sample will have a media time, in milliseconds. */
  void goOnFrom(long millis) {
    anchor = new Moment(0, millis);
  }

  /** What comes now has nothing to do with what came before; only the clock goes on. */
  public void reset() {
    chunks.forEach(Chunk::next);
    resampler = null;
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

  /** The moment after the last sample that came, of which a filter may hold some back. */
  Moment next() {
    return at(heard + (resampler == null ? 0 : resampler.heldBack()));
  }

  Formats formats() {
    return formats;
  }

  Noise noise() {
    return noise;
  }

  @Nullable Resampler resampler() {
    return resampler;
  }

  /** Whether samples pass the filter that there is, or none if there is none. */
  boolean isFiltering(Pcm pcm) {
    return pcm.size() == 0 || pcm.rate() == (resampler == null ? rate : resampler.from());
  }

  /** Samples begin, which have this media time in milliseconds if it is not negative. */
  void begin(Pcm pcm, long pts) {
    if (pts >= 0) {
      anchor = new Moment(next().sample(), pts);
    }
    if (resampler == null && pcm.size() > 0 && pcm.rate() != rate) {
      resampler = new Resampler(pcm.rate(), rate);
    }
  }

  void stopFiltering() {
    resampler = null;
  }

  boolean isAnyFull() {
    return chunks.stream().anyMatch(Chunk::isFull);
  }

  /** How many samples every chunk has room for. */
  int room() {
    return chunks.stream().mapToInt(Chunk::room).min().orElse(0);
  }

  /** The most samples that every chunk ever has room for. */
  int mostRoom() {
    return chunks.stream().mapToInt(chunk -> chunk.samples().length).min().orElse(0);
  }

  /** Hears samples, for which every chunk has room. */
  void hear(short[] samples, int count) {
    Moment first = now();
    chunks.forEach(chunk -> chunk.add(samples, count, first));
    heard += count;
  }

  /** The filter as it was. */
  void resume(Resampler before) {
    resampler = before;
  }

  /** The clock as it was. */
  void resume(long heardBefore, Moment anchorBefore) {
    heard = heardBefore;
    anchor = anchorBefore;
  }
}
