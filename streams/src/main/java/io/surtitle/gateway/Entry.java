package io.surtitle.gateway;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.CaptionJson;
import io.surtitle.subtitle.Phrases;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One caption as far as it has come, and the events that tell of it: one with all of its text, one
 * with whole phrases. An event is made once, for all viewers.
 */
final class Entry {
  private final Caption caption;
  private final long offset;
  private final long timestamp;
  private final long begun;
  private final String phrases;
  private final long phrasesOffset;
  private byte @Nullable [] live;
  private byte @Nullable [] steady;

  /**
   * A revision of a caption.
   *
   * @param before the revision before it, null if this is the first
   * @param offset where it lies in its topic
   * @param timestamp when its newest input was appended, epoch milliseconds
   */
  Entry(@Nullable Entry before, Caption caption, long offset, long timestamp) {
    this.caption = caption;
    this.offset = offset;
    this.timestamp = timestamp;
    this.begun = before == null ? timestamp : before.begun;
    this.phrases = Phrases.settled(caption.text(), last());
    boolean grown = last() || phrases.length() > (before == null ? 0 : before.phrases.length());
    this.phrasesOffset = grown ? offset : before == null ? -1 : before.phrasesOffset;
  }

  Caption caption() {
    return caption;
  }

  boolean last() {
    return caption.status() == Status.FINAL;
  }

  /** When its newest input was appended, epoch milliseconds. */
  long timestamp() {
    return timestamp;
  }

  /** When the newest input of its first revision was appended, epoch milliseconds. */
  long begun() {
    return begun;
  }

  /** The id of its event: the offset of the revision that brought what the event shows; or -1. */
  long id(Mode mode) {
    return mode == Mode.LIVE ? offset : phrasesOffset;
  }

  /** Its event as it is sent. */
  synchronized byte[] event(Mode mode) {
    if (mode == Mode.LIVE) {
      live = live == null ? event(offset, caption) : live;
      return live;
    }
    steady = steady == null ? event(phrasesOffset, caption.withText(phrases)) : steady;
    return steady;
  }

  private static byte[] event(long id, Caption caption) {
    String json = new String(CaptionJson.encode(caption), StandardCharsets.UTF_8);
    return ("id: " + id + "\nevent: caption\ndata: " + json + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
