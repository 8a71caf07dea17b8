package io.surtitle.decoding;

/** Restricts what a search may write, and groups its hypotheses. */
public interface Rule {
  /** Allows everything. */
  Rule NONE =
      new Rule() {
        @Override
        public Choices allowed(int[] rest, Choices offered) {
          return offered;
        }

        @Override
        public boolean hasConditions() {
          return false;
        }

        @Override
        public int met(int[] rest) {
          return 0;
        }
      };

  /**
   * Filters the candidates that the model offers.
   *
   * @param rest tokens since the search began
   * @param offered the model's candidates, best first
   * @return at least one token
   */
  Choices allowed(int[] rest, Choices offered);

  /** Whether there are conditions that hypotheses may meet. */
  boolean hasConditions();

  /**
   * How many of the rule's conditions some tokens meet. Hypotheses that meet equally many compete
   * with each other, and the search's width is divided among these groups.
   *
   * @param rest tokens since the search began
   */
  int met(int[] rest);
}
