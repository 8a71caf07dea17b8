package io.surtitle.metrics;

import java.util.function.Consumer;

/** The current state of one task. Its thread sets it, scrapes read it, and neither blocks. */
public final class TaskGauges implements AutoCloseable {
  private static final State NOTHING = new State(0, 0, 0, 0, State.NEVER, State.NEVER);

  private final Consumer<TaskGauges> closing;
  private volatile State state = NOTHING;

  TaskGauges(Consumer<TaskGauges> closing) {
    this.closing = closing;
  }

  /**
   * The state of a task.
   *
   * @param sessions streams whose session it keeps
   * @param underWay streams whose input is being processed
   * @param pending waiting inputs
   * @param pendingBytes the size of their records
   * @param waitingSince when the longest-waiting input arrived here, epoch milliseconds; {@link
   *     #NEVER} if none waits
   * @param appended when the oldest waiting input was appended, likewise
   */
  public record State(
      int sessions,
      int underWay,
      int pending,
      long pendingBytes,
      long waitingSince,
      long appended) {
    public static final long NEVER = Long.MAX_VALUE;
  }

  /** Sets the current state. */
  public void set(State now) {
    state = now;
  }

  State get() {
    return state;
  }

  /** Stops counting the task. */
  @Override
  public void close() {
    closing.accept(this);
  }
}
