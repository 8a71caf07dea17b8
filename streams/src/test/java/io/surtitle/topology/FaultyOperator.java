package io.surtitle.topology;

import io.surtitle.engine.Ending;
import io.surtitle.engine.Input;
import io.surtitle.engine.Operator;
import io.surtitle.engine.Session;
import io.surtitle.engine.Taken;
import io.surtitle.engine.Turn;
import io.surtitle.inference.GraphBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator of text whose turns are marked where the text has a certain word. */
record FaultyOperator<S extends Session, Y>(Operator<S, String, Y> sound)
    implements Operator<S, String, Y> {
  static final String WORD = "poison";

  static <S extends Session, Y> OperatorSpec<S, String, Y> in(OperatorSpec<S, String, Y> spec) {
    Version<S, String, Y> version = in(spec.versions().current());
    return new OperatorSpec<>(spec.id(), Versions.only(version), spec.sizing());
  }

  static <S extends Session, Y> Version<S, String, Y> in(Version<S, String, Y> version) {
    return new Version<>(
        version.fingerprint(),
        table -> new FaultyOperator<>(version.operators().apply(table)),
        version.engines(),
        version.outlet());
  }

  @Override
  public Turn<Y> begin(String stream, S session, Input<String> input) {
    Turn<Y> turn = sound.begin(stream, session, input);
    return isMarked(input) ? new Poisoned<>(turn) : turn;
  }

  /** A turn on which the engine is to fail. */
  record Poisoned<Y>(Turn<Y> turn) implements Turn<Y> {
    @Override
    public void ask(String graph, GraphBatch batch) {
      turn.ask(graph, batch);
    }

    @Override
    public void take(String graph, GraphBatch batch, int first, int count) {
      turn.take(graph, batch, first, count);
    }

    @Override
    public boolean isDone() {
      return turn.isDone();
    }

    @Override
    public List<Y> outputs() {
      return turn.outputs();
    }
  }

  @Override
  public long fingerprint() {
    return sound.fingerprint();
  }

  @Override
  public S fresh(Taken taken) {
    return sound.fresh(taken);
  }

  @Override
  public byte[] encode(S session) {
    return sound.encode(session);
  }

  @Override
  public @Nullable S decode(byte[] snapshot) {
    return sound.decode(snapshot);
  }

  @Override
  public byte @Nullable [] journal(S session, int checksum) {
    return sound.journal(session, checksum);
  }

  @Override
  public @Nullable S decode(byte @Nullable [] snapshot, byte[] journal) {
    return sound.decode(snapshot, journal);
  }

  @Override
  public List<Y> abandon(S session) {
    return sound.abandon(session);
  }

  @Override
  public List<Y> abandon(byte[] other) {
    return sound.abandon(other);
  }

  @Override
  public S renew(S other) {
    return sound.renew(other);
  }

  @Override
  public S renew(byte[] other) {
    return sound.renew(other);
  }

  @Override
  public Ending<String, Y> finish(String stream, S session, Input<String> input) {
    Ending<String, Y> ending = sound.finish(stream, session, input);
    Input<String> rest = ending.rest();
    boolean marked = isMarked(input) && (rest == null || !isMarked(rest));
    return marked ? new Ending<>(new Poisoned<>(ending.turn()), rest) : ending;
  }

  private static boolean isMarked(Input<String> input) {
    return input instanceof Input.Content<String> said && said.value().contains(WORD);
  }

  @Override
  public List<String> graphs() {
    return sound.graphs();
  }

  @Override
  public int rowsPerTurn() {
    return sound.rowsPerTurn();
  }

  @Override
  public long mostBytes() {
    return sound.mostBytes();
  }
}
