package io.surtitle.task.transcribe;

import io.surtitle.task.audio.AudioState;
import io.surtitle.text.SpokenText;
import io.surtitle.text.Written;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was said in a stream since the last full stop, and the count of what was sent. */
final class Speech {
  /** No input has been heard from which words could be counted. */
  static final long NO_RUN = -1;

  private final SpokenText text;
  private final Deque<HeardWord> waiting;
  private long run;
  private long number;
  private long began;
  private long endPts;

  /**
   * Speech that goes on.
   *
   * @param text as it is written
   * @param waiting words that the text holds back
   * @param run position of the input from which words are counted
   * @param number of words and full stops sent since then
   * @param began sample at which the utterance begins
   * @param endPts media time in milliseconds at which the last word that was sent ends
   */
  Speech(SpokenText text, List<HeardWord> waiting, long run, long number, long began, long endPts) {
    this.text = text;
    this.waiting = new ArrayDeque<>(waiting);
    this.run = run;
    this.number = number;
    this.began = began;
    this.endPts = endPts;
  }

  /** Nothing has been said. */
  static Speech nothing(String language) {
    return new Speech(new SpokenText(language, false, List.of()), List.of(), NO_RUN, 0, 0, 0);
  }

  /** Words are counted from an input at a position, unless they are counted already. */
  void countFrom(long position) {
    run = run == NO_RUN ? position : run;
  }

  /** Whether something was said since the last full stop. */
  boolean isOpen() {
    return text.isBegun() || !waiting.isEmpty();
  }

  /** Whether something was sent since the last full stop. */
  boolean isBegun() {
    return text.isBegun();
  }

  /** The mark after an utterance. */
  String fullStop() {
    return text.fullStop();
  }

  List<HeardWord> waiting() {
    return List.copyOf(waiting);
  }

  long run() {
    return run;
  }

  long number() {
    return number;
  }

  long began() {
    return began;
  }

  long endPts() {
    return endPts;
  }

  /** Whether it lasts longer than this, and no word waits for another. */
  boolean isLonger(long samples, long now) {
    return text.isBegun() && waiting.isEmpty() && now - began >= samples;
  }

  /** Says a word: what can be sent now. */
  List<Said> say(HeardWord word, Times times) {
    if (!isOpen()) {
      began = word.first();
    }
    waiting.add(word);
    return send(text.say(word.text()), times);
  }

  /** Ends the utterance: what waited, and a full stop; nothing if nothing was said. */
  List<Said> end(Times times) {
    if (!isOpen()) {
      return List.of();
    }
    List<Said> said = new ArrayList<>(send(text.end(), times));
    said.add(
        new Said(
            text.fullStop(), true, endPts, endPts, times.now(), run, number++, times.timestamp()));
    return said;
  }

  private List<Said> send(List<Written> written, Times times) {
    List<Said> said = new ArrayList<>();
    for (Written each : written) {
      HeardWord first = waiting.remove();
      HeardWord last = first;
      for (int i = 1; i < each.words(); i++) {
        last = waiting.remove();
      }
      endPts = times.at(last.last() + times.frame());
      said.add(
          new Said(
              each.text(),
              false,
              times.at(first.first()),
              endPts,
              times.now(),
              run,
              number++,
              times.timestamp()));
    }
    return said;
  }

  /**
   * What times words have.
   *
   * @param audio whose clock gives media times
   * @param frame samples of a frame
   * @param timestamp of the input that decides them
   */
  record Times(AudioState audio, int frame, long timestamp) {
    /** The media time of a sample in milliseconds. */
    long at(long sample) {
      return Math.max(0, audio.at(sample).millis());
    }

    /** That up to which audio was heard. */
    long now() {
      return audio.now().millis();
    }
  }
}
