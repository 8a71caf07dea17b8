package io.surtitle.event;

/** What became of a record: an input, or a reason to refuse it. */
public sealed interface Decoded {

  /** The record is an input. */
  record Accepted(SourceText text) implements Decoded {}

  /**
   * The record is a dead letter.
   *
   * @param reason why
   * @param detail one line for a person; never the text of the record
   */
  record Rejected(Reason reason, String detail) implements Decoded {}
}
