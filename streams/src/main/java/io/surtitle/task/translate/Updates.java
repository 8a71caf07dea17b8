package io.surtitle.task.translate;

import io.surtitle.bundle.Quality;
import io.surtitle.decoding.Hypothesis;
import io.surtitle.engine.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes the updates that show sessions to viewers. */
final class Updates {
  /** The text of a caption that replaces skipped inputs. */
  static final String GAP = "[\u2026]";

  private final TranslateRules rules;

  Updates(TranslateRules rules) {
    this.rules = rules;
  }

  /** A caption of its own in every language, so that any player shows that something is missing. */
  List<Update> gap(Input<?> input) {
    Utterance mark = rules.begin(input, 0);
    mark.say("", input.pts(), input.timestamp());
    return mark.translations().stream().map(each -> update(mark, each, true, GAP)).toList();
  }

  /** Ends the open utterance, if any, with the text shown so far. */
  List<Update> abandon(TranslateSession session) {
    Utterance open = session.utterance();
    if (open == null) {
      return List.of();
    }
    List<Update> updates =
        open.translations().stream()
            .map(each -> update(open, each, true, rules.text.of(open, each, true)))
            .toList();
    session.close(false);
    return updates;
  }

  /**
   * The final captions with which the open utterance would end if the model could not be had.
   *
   * @return none if nothing was shown
   */
  List<Update> shown(TranslateSession session) {
    Utterance open = session.utterance();
    if (open == null || open.translations().stream().allMatch(each -> each.revision() == 0)) {
      return List.of();
    }
    return open.translations().stream().map(each -> update(open, each, true, each.text())).toList();
  }

  /** What the last steps changed; the final captions where the utterance ended. */
  List<Update> speak(TranslateSession session) {
    Utterance open = Objects.requireNonNull(session.utterance());
    List<Update> updates = new ArrayList<>();
    for (Translation each : open.translations()) {
      Update update = update(open, each, open.ended(), rules.text.of(open, each, open.ended()));
      if (update.last() || update.text().length() > each.shown()) {
        each.show(update.text());
        updates.add(update);
      }
    }
    if (open.ended()) {
      session.close(rules.bundle.manifest().carryEncoderState());
    }
    return updates;
  }

  private Update update(Utterance utterance, Translation translation, boolean last, String text) {
    Hypothesis hypothesis = translation.hypothesis();
    String language = rules.language(translation.language());
    return new Update(
        language,
        utterance.position(),
        utterance.part(),
        translation.revision(),
        last,
        text,
        utterance.source(),
        utterance.startPts(),
        utterance.endPts(),
        utterance.timestamp(),
        hypothesis.delays(),
        utterance.length(),
        rules.bundle.manifest().name(),
        rules.bundle.manifest().version(),
        rules.bundle.manifest().quality(language).map(Quality::chrf).orElse(null));
  }
}
