package io.surtitle.batching;

import io.surtitle.decoding.Decision;
import io.surtitle.session.Interpreter;
import io.surtitle.session.Reading;
import io.surtitle.session.Translation;
import io.surtitle.session.Utterance;
import java.util.ArrayList;
import java.util.List;

/**
 * The best token of each step, as the policy allows: append-only, so fit for live captions. Where
 * there is a search, it is left the steps that see all of the source.
 */
final class GreedyDecoder implements Decoder {
  private final Interpreter interpreter;
  private final DecoderRun decoder;

  GreedyDecoder(Interpreter interpreter, DecoderRun decoder) {
    this.interpreter = interpreter;
    this.decoder = decoder;
  }

  private record Writer(int session, Utterance utterance, Translation translation, int visible) {}

  @Override
  public void run(List<Reading> readings) {
    List<Utterance> utterances = readings.stream().map(Reading::utterance).toList();
    List<Writer> writers = writers(utterances);
    if (!writers.isEmpty()) {
      decoder.attendTo(utterances);
    }
    while (!writers.isEmpty()) {
      step(writers);
      writers = writers(utterances);
    }
  }

  private List<Writer> writers(List<Utterance> utterances) {
    List<Writer> writers = new ArrayList<>();
    for (int session = 0; session < utterances.size(); session++) {
      Utterance utterance = utterances.get(session);
      for (Translation translation : utterance.translations()) {
        if (interpreter.decide(utterance, translation) instanceof Decision.Write write
            && !isSearched(utterance, write.visible())) {
          writers.add(new Writer(session, utterance, translation, write.visible()));
        }
      }
    }
    return writers;
  }

  private boolean isSearched(Utterance utterance, int visible) {
    return interpreter.beamWidth() > 1 && utterance.ended() && visible == utterance.length();
  }

  private void step(List<Writer> writers) {
    decoder.step(writers.stream().map(this::row).toList());
    for (int i = 0; i < writers.size(); i++) {
      Writer writer = writers.get(i);
      int best = decoder.ids(i)[0];
      if (interpreter.accept(writer.utterance(), writer.translation(), best, writer.visible())) {
        decoder.keepState(i, writer.translation().state());
      }
    }
  }

  private DecoderRun.Row row(Writer writer) {
    Translation translation = writer.translation();
    return new DecoderRun.Row(
        writer.session(),
        translation.language(),
        interpreter.previous(translation),
        writer.visible(),
        translation.state());
  }
}
