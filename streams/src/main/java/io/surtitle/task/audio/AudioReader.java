package io.surtitle.task.audio;

import io.surtitle.engine.Input;
import io.surtitle.engine.Taken;
import io.surtitle.event.Pcm;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The samples of one input on their way into a session's chunks, at the rate of the graphs. A turn
 * calls {@link #readOn} at its begin and after each wave, and between two calls takes the chunks
 * that are full:
 *
 * <pre>{@code
 * AudioReader reader = session.audio().read(stream, session.taken(), input, watch);
 * session.take(input);
 * if (!reader.follows()) { ... } // end what is open, and session.audio().reset()
 * while (reader.readOn()) { ... } // a graph runs; chunk.next()
 * if (input.ends()) { ... } // chunk.pad(), and the graph runs once more
 * }</pre>
 */
public final class AudioReader {
  private final AudioState audio;
  private final Input<Pcm> input;
  private final Pcm pcm;
  private final Junction junction;
  private final Queue<Feed> feeds = new ArrayDeque<>();
  private final short[] read;
  private boolean reading;

  AudioReader(AudioState audio, String stream, Taken taken, Input<Pcm> input, AudioWatch watch) {
    this.audio = audio;
    this.input = input;
    this.pcm =
        input instanceof Input.Content<Pcm> content
            ? audio.formats().apply(content.value())
            : Pcm.empty();
    this.junction = Junction.of(audio, taken, input, pcm);
    this.read = new short[audio.mostRoom()];
    watch.joined(stream, input.position(), junction, audio.rate());
    if (audio.noise().isFoundIn(pcm)) {
      watch.noise(stream, pcm);
    }
  }

  /** How the input goes on from what was heard before it. */
  public Junction junction() {
    return junction;
  }

  /** Whether the audio goes on; if not, more of it is missing than silence may replace. */
  public boolean follows() {
    return junction.follows();
  }

  /**
   * Reads until a chunk is full, or to the input's end.
   *
   * @return whether a chunk is full; if not, all of the input has been read
   */
  public boolean readOn() {
    if (!reading) {
      begin();
    }
    while (!audio.isAnyFull()) {
      Feed feed = feeds.peek();
      if (feed == null) {
        return false;
      }
      int count = feed.read(read, audio.room());
      if (count == 0) {
        feeds.remove();
      } else {
        audio.hear(read, count);
      }
    }
    return true;
  }

  private void begin() {
    reading = true;
    if (junction.silence() > 0 || !audio.isFiltering(pcm)) {
      feeds.add(new Feed.Rest(audio));
    }
    feeds.add(new Feed.Silence(junction.silence()));
    feeds.add(new Feed.Samples(audio, pcm, input.pts()));
    if (input.ends()) {
      feeds.add(new Feed.Rest(audio));
    }
    if (input.ends() && !(input instanceof Input.Silence)) {
      audio.formats().forget();
    }
  }
}
