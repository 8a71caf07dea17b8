package io.surtitle.task.transcribe;

import io.surtitle.engine.Input;
import io.surtitle.engine.Turn;
import io.surtitle.event.Pcm;
import io.surtitle.inference.GraphBatch;
import io.surtitle.task.audio.AudioReader;
import io.surtitle.task.audio.Chunk;
import io.surtitle.task.detect.DetectSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one input on their way through a session. In each wave it asks for one row of one
 * graph: of the voice-activity detector for a chunk of its own, of the recogniser for a chunk, or,
 * for each hypothesis that a frame has made, of the language model. What is asked for depends on
 * the samples alone, not on the records that brought them.
 */
final class TranscribeTurn implements Turn<Said> {
  /** The graph that is asked for rows in the next wave. */
  private enum Wish {
    NOTHING,
    DETECTOR,
    RECOGNIZER,
    LANGUAGE_MODEL
  }

  /** Where the turn is with its input. */
  private enum Phase {
    /** What came before the input, which does not follow it, is recognised to its end. */
    BEFORE,
    READING,
    /** The input ends what goes on. */
    AFTER,
    DONE
  }

  private final TranscribeRules rules;
  private final TranscribeSession session;
  private final AudioReader reader;
  private final boolean ends;
  private final Speech.Times times;
  private final List<Said> outputs = new ArrayList<>();
  private final float[] rows;
  private final float[] row;
  private Phase phase;
  private Wish wish = Wish.NOTHING;
  private int nextRow;
  private long chunkBegin;
  private boolean over;
  private WarmUp warmUp = new WarmUp();
  private @Nullable Flush flush;

  /**
   * Begins to take an input.
   *
   * @param reader of its samples
   */
  TranscribeTurn(
      TranscribeRules rules, TranscribeSession session, Input<Pcm> input, AudioReader reader) {
    this.rules = rules;
    this.session = session;
    this.reader = reader;
    this.ends = input.ends();
    this.times = new Speech.Times(session.audio(), rules.frame(), input.timestamp());
    this.row = new float[rules.labels().size()];
    this.rows = new float[rules.rows() * row.length];
    this.nextRow = rules.rows();
    this.phase = reader.follows() ? Phase.READING : Phase.BEFORE;
    goOn();
  }

  /** Goes on as far as no graph is needed. */
  private void goOn() {
    wish = Wish.NOTHING;
    while (wish == Wish.NOTHING && phase != Phase.DONE) {
      if (over) {
        end();
      } else if (!warmUp.isDone()) {
        wish = Wish.RECOGNIZER;
      } else if (nextRow < rules.rows()) {
        takeRow();
      } else if (phase == Phase.READING) {
        read();
      } else {
        flush();
      }
    }
  }

  private void takeRow() {
    Decoder decoder = session.decoder();
    System.arraycopy(rows, nextRow * row.length, row, 0, row.length);
    if (decoder.mustRead(row)) {
      wish = Wish.LANGUAGE_MODEL;
      return;
    }
    long sample = chunkBegin - rules.delay() + (long) nextRow * rules.frame();
    nextRow++;
    for (HeardWord word : decoder.take(row, sample)) {
      outputs.addAll(session.speech().say(word, times));
      if (session.speech().isLonger(rules.longest(), sample)) {
        outputs.addAll(session.speech().end(times));
      }
    }
    if (session.voice() == null) {
      over = decoder.quiet() == rules.silence() || isRestless();
    }
  }

  /** Whether it is time that the network, which hears nothing, begins anew. */
  private boolean isRestless() {
    int quiet = session.decoder().quiet();
    return quiet > 0 && quiet % rules.rest() == 0;
  }

  /** Ends the utterance, if one has begun. */
  private void end() {
    Decoder decoder = session.decoder();
    if (decoder.mustReadToEnd()) {
      wish = Wish.LANGUAGE_MODEL;
      return;
    }
    for (HeardWord word : decoder.finish()) {
      outputs.addAll(session.speech().say(word, times));
    }
    outputs.addAll(session.speech().end(times));
    over = false;
    if (flush != null && flush.isDone() && nextRow == rules.rows()) {
      session.reset();
      nextPhase();
    } else if (session.voice() == null) {
      warmUp = new WarmUp(session.state(), rules.spec().stateBytes(), rules.chunk());
    } else {
      session.rest();
    }
  }

  private void nextPhase() {
    flush = null;
    boolean more = phase == Phase.BEFORE;
    phase = more ? Phase.READING : Phase.DONE;
  }

  private void read() {
    Chunk chunk = session.chunk();
    Voice voice = session.voice();
    if (voice != null && session.detectorChunk().isFull()) {
      wish = Wish.DETECTOR;
    } else if (voice != null && voice.isSpeaking() && !voice.kept().isEmpty()) {
      wish = Wish.RECOGNIZER;
    } else if (!chunk.isFull()) {
      readOn();
    } else if (voice != null && !voice.isSpeaking()) {
      voice.keep(chunk.begin().sample(), chunk.samples());
      chunk.next();
    } else if (voice == null && mayRest()) {
      session.rest();
      session.decoder().begin();
      chunk.next();
    } else {
      wish = Wish.RECOGNIZER;
    }
  }

  private void readOn() {
    if (!reader.readOn()) {
      phase = ends ? Phase.AFTER : Phase.DONE;
    }
  }

  /** Digital silence need not be recognised, once an utterance has ended and it is in the tail. */
  private boolean mayRest() {
    boolean idle = !session.isSpeaking() && session.decoder().quiet() >= rules.silence();
    return (!session.isRunning() || (idle && session.isZero())) && session.chunk().isSilent();
  }

  /** Feeds silence until the last words have come, and then ends what goes on. */
  private void flush() {
    if (flush == null) {
      flush = Flush.of(session, rules.delay());
    }
    if (flush.isDone()) {
      over = true;
    } else {
      session.chunk().pad();
      wish = Wish.RECOGNIZER;
    }
  }

  @Override
  public void ask(String graph, GraphBatch batch) {
    switch (graph) {
      case Transcribe.DETECTOR -> askDetector(batch);
      case Transcribe.RECOGNIZER -> askRecognizer(batch);
      default -> {
        if (wish == Wish.LANGUAGE_MODEL) {
          LanguageModel.ask(session.decoder().search(), batch);
        }
      }
    }
  }

  private void askDetector(GraphBatch batch) {
    if (wish == Wish.DETECTOR) {
      Voice voice = Objects.requireNonNull(session.voice());
      batch.add(voice.state()).chunk(detector().input(), session.detectorChunk().samples());
    }
  }

  private DetectSpec detector() {
    return Objects.requireNonNull(rules.detector());
  }

  private void askRecognizer(GraphBatch batch) {
    if (wish == Wish.RECOGNIZER) {
      float[] samples = warmUp.isDone() ? due().samples() : warmUp.samples();
      batch.add(session.state()).chunk(rules.spec().input(), samples);
    }
  }

  /** The chunk that is to be recognised next. */
  private Block due() {
    Voice voice = session.voice();
    Chunk chunk = session.chunk();
    if (flush != null) {
      return new Block(flush.begin(), chunk.samples());
    }
    return voice == null || voice.kept().isEmpty()
        ? new Block(chunk.begin().sample(), chunk.samples())
        : voice.kept().element();
  }

  @Override
  public void take(String graph, GraphBatch batch, int first, int count) {
    switch (graph) {
      case Transcribe.DETECTOR -> takeScore(batch, first);
      case Transcribe.RECOGNIZER -> takeRows(batch, first);
      default ->
          LanguageModel.take(session.decoder().search(), batch, first, rules.labels().size());
    }
    goOn();
  }

  private void takeScore(GraphBatch batch, int at) {
    Voice voice = Objects.requireNonNull(session.voice());
    Chunk chunk = session.detectorChunk();
    float[] score = new float[1];
    batch.read(detector().scores().output(), at, score);
    batch.keepState(at, voice.state());
    long end = chunk.begin().sample() + chunk.filled();
    over = voice.hear(score[0], end, detector().scores(), rules.quiet());
    chunk.next();
  }

  private void takeRows(GraphBatch batch, int at) {
    batch.keepState(at, session.state());
    if (!warmUp.isDone()) {
      warmUp.ran();
      return;
    }
    Block taken = due();
    chunkBegin = taken.begin();
    nextRow = 0;
    batch.read(rules.spec().keys().transcribe().output(), at, rows);
    Voice voice = session.voice();
    if (flush != null) {
      flush.ran(session.chunk());
    } else if (voice != null && !voice.kept().isEmpty()) {
      session.ran(false);
      voice.kept().remove();
    } else {
      session.ran(session.chunk().isSilent());
      session.chunk().next();
    }
  }

  @Override
  public boolean isDone() {
    return phase == Phase.DONE;
  }

  @Override
  public List<Said> outputs() {
    return outputs;
  }
}
