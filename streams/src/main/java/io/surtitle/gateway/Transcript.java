package io.surtitle.gateway;

import io.surtitle.event.Caption;
import io.surtitle.event.CaptionTimes;
import io.surtitle.subtitle.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The captions of one stream in one language: final captions, and possibly a growing one at the
 * end. One thread adds, many read.
 */
final class Transcript {
  /** The outcome of adding a message. */
  enum Taken {
    /** It is new. */
    NEW,
    /** It was added before, as can happen with at-least-once processing. */
    REPEATED,
    /** It is new, but does not extend what was shown. */
    REWRITTEN
  }

  /** Most cues of a usual caption. */
  private static final int CUES_EACH = 2;

  private final String language;
  private final int most;
  private final @Nullable Mask mask;
  private final long since;
  private final Timeline timeline;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final List<Entry> finals = new ArrayList<>();
  private @Nullable Entry open;
  private @Nullable Position last;
  private String shown = "";
  private EventId forgotten = EventId.NONE;

  /**
   * An empty transcript.
   *
   * @param language of its captions
   * @param most final captions to keep
   * @param mask null for none
   * @param since captions before this time are not read, epoch milliseconds
   * @param leftOut called with the number of caption blocks that came too fast for any cue
   */
  Transcript(String language, int most, @Nullable Mask mask, long since, LongConsumer leftOut) {
    this.language = language;
    this.most = most;
    this.mask = mask;
    this.since = since;
    this.timeline = new Timeline(language, CUES_EACH * most, leftOut);
  }

  /**
   * Adds a message of the topic.
   *
   * @param now epoch milliseconds
   */
  synchronized Taken add(Caption caption, EventId id, long now) {
    if (id.contradicts(newest())) {
      clear(); // The caption topic was recreated.
    }
    CaptionTimes times = CaptionTimes.of(caption, id.timestamp());
    Position position = Position.of(caption, times.appended());
    if (last != null && position.repeats(last)) {
      return Taken.REPEATED;
    }
    boolean same = last != null && position.sameCaption(last);
    boolean rewritten = same && !caption.text().startsWith(shown);
    last = position;
    shown = caption.text();
    keep(new Entry(same ? open : null, masked(caption), id, times.orArrival(now)));
    return rewritten ? Taken.REWRITTEN : Taken.NEW;
  }

  private EventId newest() {
    return open == null ? before(0) : open.id(Mode.LIVE);
  }

  private void clear() {
    finals.clear();
    open = null;
    last = null;
    forgotten = EventId.NONE;
  }

  private Caption masked(Caption caption) {
    return mask == null
        ? caption
        : caption.withText(mask.apply(caption.text(), caption.status() == Caption.Status.FINAL));
  }

  private void keep(Entry entry) {
    timeline.hear(entry);
    if (!entry.last()) {
      open = entry;
      return;
    }
    open = null;
    finals.add(entry);
    if (finals.size() > most + most / 8) {
      List<Entry> oldest = finals.subList(0, finals.size() - most);
      forgotten = oldest.get(oldest.size() - 1).id(Mode.LIVE);
      oldest.clear();
    }
  }

  /**
   * The captions whose events follow an id.
   *
   * @param id of the last event received
   */
  synchronized List<Entry> after(EventId id, Mode mode, int bytes) {
    List<Entry> entries = new ArrayList<>();
    int size = 0;
    for (int i = firstAfter(id); i < finals.size() && size < bytes; i++) {
      entries.add(finals.get(i));
      size += finals.get(i).event(mode).length;
    }
    if (open != null && open.id(mode).follows(id) && size < bytes) {
      entries.add(open);
    }
    return entries;
  }

  /**
   * The index of the first final caption with an event after an id; searched from the end, since
   * few viewers are far behind.
   */
  private int firstAfter(EventId id) {
    int index = finals.size();
    while (index > 0 && finals.get(index - 1).id(Mode.LIVE).follows(id)) {
      index--;
    }
    return index;
  }

  /** The id that precedes the last {@code history} final captions and the open one. */
  synchronized EventId before(int history) {
    int index = finals.size() - history;
    return index <= 0 ? forgotten : finals.get(index - 1).id(Mode.LIVE);
  }

  /** Whether captions after an id may have been discarded. */
  synchronized boolean forgot(EventId id) {
    return forgotten.follows(id) || (id.isBefore(since) && firstAfter(id) == 0);
  }

  /** Whether the topic was recreated after the event with an id. */
  synchronized boolean beganAfter(EventId id) {
    return newest().contradicts(id);
  }

  /** Tag of its captions' language. */
  String language() {
    return language;
  }

  /** The captions in media time. */
  Timeline timeline() {
    return timeline;
  }

  /** The current viewers. */
  Set<Viewer> viewers() {
    return viewers;
  }
}
