package io.surtitle.engine;

import io.surtitle.inference.GraphBatch;
import io.surtitle.inference.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The engine for the graphs of one operator. In each wave, for each graph, all turns ask for rows,
 * the graph runs, and all turns take their results.
 *
 * <p>Not thread-safe: every thread has its own engine, with a shared {@link Model}s.
 */
public final class WaveEngine implements Engine {
  private final List<Model> models;
  private final List<String> graphs;
  private final List<Turn<?>> turns = new ArrayList<>();

  /** An engine for turns of an operator with these graphs, in the order of a wave. */
  public WaveEngine(Model model, List<String> graphs) {
    this(List.of(model), graphs);
  }

  /**
   * The same for an operator whose graphs are those of several models, each graph of the first that
   * has it.
   */
  public WaveEngine(List<Model> models, List<String> graphs) {
    this.models = List.copyOf(models);
    this.graphs = List.copyOf(graphs);
  }

  @Override
  public int enoughRows() {
    return models.stream().mapToInt(each -> each.batching().rows()).min().orElseThrow();
  }

  private record Share(Turn<?> turn, int first, int count) {}

  @Override
  public void begin(Turn<?> turn) {
    turns.add(turn);
  }

  @Override
  public List<Turn<?>> step() {
    graphs.forEach(this::run);
    List<Turn<?>> done = new ArrayList<>();
    for (Iterator<Turn<?>> each = turns.iterator(); each.hasNext(); ) {
      Turn<?> turn = each.next();
      if (turn.isDone()) {
        each.remove();
        done.add(turn);
      }
    }
    return done;
  }

  private void run(String graph) {
    Model model = model(graph);
    GraphBatch batch = model.graph(graph).batch();
    int enough = model.batching().rows();
    batch.clear();
    List<Share> shares = new ArrayList<>(turns.size());
    for (Turn<?> turn : turns) {
      int first = batch.rows();
      turn.ask(graph, batch);
      if (batch.rows() > first) {
        shares.add(new Share(turn, first, batch.rows() - first));
      }
      if (batch.rows() >= enough) {
        run(graph, batch, shares);
      }
    }
    run(graph, batch, shares);
  }

  private Model model(String graph) {
    return models.stream().filter(each -> each.has(graph)).findFirst().orElse(models.get(0));
  }

  private static void run(String graph, GraphBatch batch, List<Share> shares) {
    if (!shares.isEmpty()) {
      batch.run();
      shares.forEach(share -> share.turn().take(graph, batch, share.first(), share.count()));
      batch.clear();
      shares.clear();
    }
  }

  @Override
  public void forget(Collection<? extends Turn<?>> forgotten) {
    Set<Turn<?>> identical = Collections.newSetFromMap(new IdentityHashMap<>());
    identical.addAll(forgotten);
    turns.removeIf(identical::contains);
  }
}
