package io.surtitle.event;

/**
 * The names of the topics of inputs, captions and dead letters.
 *
 * @param text topic of the source text
 * @param captionPrefix beginning of the caption topics' names; the language follows
 * @param deadLetters topic of refused inputs
 * @param glossary compacted topic of names and fixed terms
 */
public record TopicNames(String text, String captionPrefix, String deadLetters, String glossary) {
  public static final TopicNames DEFAULT =
      new TopicNames("broadcast.text", "captions.", "surtitle.dead-letters", "surtitle.glossary");

  /** The topic of one language's captions. */
  public String captions(String language) {
    return captionPrefix + language;
  }
}
