package io.surtitle.engine;

/**
 * Everything that an operator keeps of one stream between two inputs. Not thread-safe: it has one
 * owner at a time.
 */
public abstract class Session {
  private Taken taken;
  private long touched;

  /**
   * Restores a session.
   *
   * @param touched when the last input was appended, in milliseconds since the epoch, or 0
   */
  protected Session(Taken taken, long touched) {
    this.taken = taken;
    this.touched = touched;
  }

  /** What it has taken so far. */
  public final Taken taken() {
    return taken;
  }

  /** When the last input was appended, in milliseconds since the epoch, or 0. */
  public final long touched() {
    return touched;
  }

  /** Counts an input as taken. */
  public final void take(Input<?> input) {
    taken = taken.and(input);
    touched = input.timestamp();
  }

  /** Whether something is open, such as an utterance, that a silence would end. */
  public abstract boolean isOpen();

  /** A snapshot of it, as it is now, has been stored. */
  public void snapshotTaken() {}

  /**
   * How many rows its next turn runs to rebuild states that its journal does not hold; 0 if its
   * states are complete.
   */
  public int rowsToRebuild() {
    return 0;
  }
}
