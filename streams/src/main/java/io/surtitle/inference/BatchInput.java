package io.surtitle.inference;

import io.surtitle.bundle.TensorSpec;

/** One input of a batch: what it collects from rows, it lays out for a run. */
abstract class BatchInput {
  private final TensorSpec spec;

  BatchInput(TensorSpec spec) {
    this.spec = spec;
  }

  TensorSpec spec() {
    return spec;
  }

  String name() {
    return spec.name();
  }

  /** Fills the input of a run. */
  abstract void fill(GraphRun run, RowStates rows);

  /** Forgets what it collected. */
  void clear() {}
}
