package io.surtitle.decoding;

/** What a search may write, and which hypotheses it should not lose. */
public interface Rule {
  /** Everything. */
  Rule NONE =
      new Rule() {
        @Override
        public Choices allowed(int[] rest, Choices offered) {
          return offered;
        }

        @Override
        public int met(int[] rest) {
          return 0;
        }
      };

  /**
   * What may follow, of what the model would write.
   *
   * @param rest tokens since the search began
   * @param offered by the model, best first
   * @return at least one token
   */
  Choices allowed(int[] rest, Choices offered);

  /**
   * How many of its conditions some tokens meet. Hypotheses that meet equally many compete with
   * each other, and the width of the search is divided among these groups.
   *
   * @param rest tokens since the search began
   */
  int met(int[] rest);
}
