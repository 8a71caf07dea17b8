package io.surtitle.gateway;

import io.surtitle.event.Caption;
import io.surtitle.event.Caption.Status;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTimes;
import io.surtitle.subtitle.Phrases;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The latest revision of a caption and its events: one with the whole text, one with whole phrases
 * only. An event is built once, for all viewers.
 */
final class Entry {
  private final Caption caption;
  private final EventId id;
  private final CaptionTimes times;
  private final long begun;
  private final String phrases;
  private final EventId phrasesId;
  private byte @Nullable [] live;
  private byte @Nullable [] steady;

  /**
   * A revision of a caption.
   *
   * @param before the previous revision; null if this is the first
   * @param id of its message
   * @param times of its message
   */
  Entry(@Nullable Entry before, Caption caption, EventId id, CaptionTimes times) {
    this.caption = caption;
    this.id = id;
    this.times = times;
    this.begun = before == null ? times.appended() : before.begun;
    this.phrases = Phrases.settled(caption.text(), last());
    boolean grown = last() || phrases.length() > (before == null ? 0 : before.phrases.length());
    this.phrasesId = grown ? id : before == null ? EventId.NONE : before.phrasesId;
  }

  Caption caption() {
    return caption;
  }

  boolean last() {
    return caption.status() == Status.FINAL;
  }

  /** When its newest input was appended, epoch milliseconds. */
  long appended() {
    return times.appended();
  }

  /** When it was made, epoch milliseconds. */
  long made() {
    return times.made();
  }

  /** When the newest input of its first revision was appended, epoch milliseconds. */
  long begun() {
    return begun;
  }

  /** The id of its event: that of the revision in which the event's text first appeared. */
  EventId id(Mode mode) {
    return mode == Mode.LIVE ? id : phrasesId;
  }

  /** Its event, encoded for sending. */
  synchronized byte[] event(Mode mode) {
    if (mode == Mode.LIVE) {
      live = live == null ? event(id, caption) : live;
      return live;
    }
    steady = steady == null ? event(phrasesId, caption.withText(phrases)) : steady;
    return steady;
  }

  private static byte[] event(EventId id, Caption caption) {
    String json = new String(CaptionJson.encode(caption), StandardCharsets.UTF_8);
    return ("id: " + id + "\nevent: caption\ndata: " + json + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
