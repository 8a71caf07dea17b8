package io.surtitle.task.translate;

import io.surtitle.bundle.Bundle;
import io.surtitle.decoding.Glossary;
import io.surtitle.decoding.Placeholders;
import io.surtitle.engine.Input;
import io.surtitle.text.Scripts;
import io.surtitle.text.Sentences;
import io.surtitle.text.WordLength;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the text of inputs into the segments that the model reads, utterance by utterance. */
final class Listener {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}]*");

  private final Bundle bundle;
  private final Placeholders placeholders;
  private final int maxTokens;
  private final String source;
  private final Sentences sentences;
  private final Carrier carrier;

  /**
   * A listener to a bundle's source language.
   *
   * @param maxTokens maximum number of tokens of an utterance, including the end token
   */
  Listener(Bundle bundle, Placeholders placeholders, int maxTokens) {
    this.bundle = bundle;
    this.placeholders = placeholders;
    this.maxTokens = maxTokens;
    this.source = bundle.manifest().source();
    this.sentences = Sentences.of(source);
    this.carrier = new Carrier(Scripts.of(source), sentences, placeholders);
  }

  /** The words of an input, no longer than the tokenizer takes, none of two sentences. */
  static Stream<String> words(Input<String> input) {
    String text = input instanceof Input.Content<String> content ? content.value() : "";
    return SPACES
        .splitAsStream(text)
        .filter(word -> !INVISIBLE.matcher(word).matches())
        .flatMap(word -> Sentences.parts(word).stream())
        .flatMap(part -> WordLength.parts(part).stream());
  }

  /**
   * The segments of an input for a session.
   *
   * @param textAtEnd what is known of the stream's text where the first utterance ends, null if
   *     none does
   */
  record Heard(List<Segment> segments, @Nullable StreamText textAtEnd) {}

  /**
   * Lets a session hear an input.
   *
   * @param glossary for utterances that begin in it
   */
  Heard hear(TranslateSession session, Input<String> input, Glossary glossary) {
    Utterance open = session.utterance();
    OpenUtterance before = open == null ? OpenUtterance.none(glossary) : OpenUtterance.of(open);
    Preparer preparer = new Preparer(source, sentences, session.text(), before.marks().waiting());
    Spotter spotter = new Spotter(carrier, placeholders, before);
    Segmenter segmenter =
        new Segmenter(
            bundle.tokenizer(), sentences, maxTokens, before, preparer, spotter, glossary);
    List<Segment> segments = segmenter.split(input);
    session.hear(preparer.text());
    return new Heard(segments, segmenter.textAtEnd());
  }
}
