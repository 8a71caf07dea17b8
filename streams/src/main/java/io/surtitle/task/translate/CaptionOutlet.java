package io.surtitle.task.translate;

import io.surtitle.bundle.Quality;
import io.surtitle.event.Caption;
import io.surtitle.event.CaptionHeaders;
import io.surtitle.event.CaptionJson;
import io.surtitle.event.CaptionTimes;
import io.surtitle.event.CaptionTopics;
import io.surtitle.event.Message;
import io.surtitle.event.Outlet;
import io.surtitle.metrics.EngineMeters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns updates into captions, each for the topic of its language. */
public final class CaptionOutlet implements Outlet<Update> {
  /** Maximum size of a caption's names, numbers and headers, in bytes. */
  private static final int FIXED = 2048;

  private final CaptionTopics topics;
  private final List<String> languages;
  private final long mostBytes;
  private final EngineMeters meters;

  /**
   * An outlet for the captions of a translation.
   *
   * @param languages the target languages
   */
  public CaptionOutlet(
      CaptionTopics topics, List<String> languages, Translate translate, EngineMeters meters) {
    this.topics = topics;
    this.languages = List.copyOf(languages);
    this.mostBytes = FIXED + translate.mostCaptionBytes();
    this.meters = meters;
  }

  @Override
  public Map<String, Long> topics() {
    return languages.stream()
        .map(topics::topic)
        .distinct() // a benchmark names a language more than once
        .collect(Collectors.toMap(Function.identity(), topic -> mostBytes));
  }

  /**
   * The message has the timestamp of the newest input in the caption, or the current time if that
   * input is old.
   */
  @Override
  public Message message(String stream, Update update, long nowMs) {
    Caption caption = caption(stream, update, nowMs);
    return new Message(
        topics.topic(update.language()),
        CaptionJson.encode(caption),
        CaptionHeaders.of(caption, Instant.ofEpochMilli(nowMs)),
        CaptionTimes.timestamp(update.timestamp(), nowMs));
  }

  /**
   * The caption that shows an update to viewers.
   *
   * @param nowMs the wall clock's time, epoch milliseconds
   */
  public static Caption caption(String stream, Update update, long nowMs) {
    String utterance = Caption.utterance(update.utterance(), update.part());
    return new Caption(
        Caption.id(stream, utterance, update.language()),
        stream,
        update.language(),
        utterance,
        update.revision(),
        update.last() ? Caption.Status.FINAL : Caption.Status.PARTIAL,
        update.text(),
        known(update.startPts()),
        known(update.endPts()),
        update.source(),
        update.model(),
        update.modelVersion(),
        update.chrf(),
        preview(update),
        // The clock of a producer or broker may be ahead of ours.
        Math.max(0, nowMs - update.timestamp()));
  }

  private static @Nullable Boolean preview(Update update) {
    Double chrf = update.chrf();
    boolean preview = chrf != null && Quality.isPreview(update.language(), chrf);
    return preview ? Boolean.TRUE : null;
  }

  private static @Nullable Long known(long pts) {
    return pts < 0 ? null : pts;
  }

  /** Whether the caption has words of the input: a later end by silence is not latency. */
  @Override
  public boolean answers(Update update, long appended) {
    return update.timestamp() == appended;
  }

  @Override
  public void sent(Update update) {
    meters.caption(update.language(), update.last());
    // Every utterance has one final caption in the first language.
    if (update.last() && update.sourceTokens() > 0 && update.language().equals(languages.get(0))) {
      meters.utterance(update.sourceTokens());
    }
  }
}
