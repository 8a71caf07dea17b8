package io.surtitle.decoding;

/**
 * A word that stands for a listed term while it is translated (Crego et al. 2016,
 * arXiv:1610.05540). It should be frequent in what the model learnt from, so that it comes through,
 * and begin with a piece that begins hardly any other word.
 */
public enum Placeholder {
  /** For what stands without an article, such as a person. */
  NAME("Tom", "Tom"),
  /** For what stands after an article, such as a team. */
  TEAM("Hawks", "Haw");

  private final String word;
  private final String stem;

  Placeholder(String word, String stem) {
    this.word = word;
    this.stem = stem;
  }

  /** As it stands in the source. */
  public String word() {
    return word;
  }

  /** What its first piece spells: other words that begin so might be mistaken for it. */
  String stem() {
    return stem;
  }
}
