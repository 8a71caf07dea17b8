package io.surtitle.metrics;

import java.util.function.Consumer;

/** Where one task stands. Its thread tells, scrapes read, and neither waits for the other. */
public final class TaskGauges implements AutoCloseable {
  private static final State NOTHING = new State(0, 0, 0, State.NEVER, State.NEVER);

  private final Consumer<TaskGauges> closing;
  private volatile State state = NOTHING;

  TaskGauges(Consumer<TaskGauges> closing) {
    this.closing = closing;
  }

  /**
   * Where a task stands.
   *
   * @param sessions streams whose session it keeps
   * @param underWay streams whose input is under way
   * @param pending inputs that wait
   * @param waitingSince when the input came here that has waited longest, epoch milliseconds;
   *     {@link #NEVER} if none waits
   * @param appended when the oldest input that waits was appended, likewise
   */
  public record State(int sessions, int underWay, int pending, long waitingSince, long appended) {
    public static final long NEVER = Long.MAX_VALUE;
  }

  /** Tells where it stands now. */
  public void set(State now) {
    state = now;
  }

  State get() {
    return state;
  }

  /** The task is counted no longer. */
  @Override
  public void close() {
    closing.accept(this);
  }
}
