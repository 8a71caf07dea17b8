package io.surtitle.decoding;

import java.util.Arrays;

/** A rule that also ends {@link Loops}. */
public final class LoopRule implements Rule {
  private final Loops loops;
  private final int[] written;
  private final Rule rule;

  /**
   * A rule for the continuation of some tokens.
   *
   * @param written the tokens already written
   * @param rule that holds as well
   */
  public LoopRule(Loops loops, int[] written, Rule rule) {
    this.loops = loops;
    this.written = written;
    this.rule = rule;
  }

  @Override
  public Choices allowed(int[] rest, Choices offered) {
    int[] all = Arrays.copyOf(written, written.length + rest.length);
    System.arraycopy(rest, 0, all, written.length, rest.length);
    return rule.allowed(rest, loops.without(all, offered));
  }

  @Override
  public boolean hasConditions() {
    return rule.hasConditions();
  }

  @Override
  public int met(int[] rest) {
    return rule.met(rest);
  }
}
