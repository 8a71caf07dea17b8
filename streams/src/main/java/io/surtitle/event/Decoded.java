package io.surtitle.event;

/**
 * The result of decoding a record: an input, or a reason to refuse it.
 *
 * @param <X> the content of an input
 */
public sealed interface Decoded<X> {

  /** The record is an input. */
  record Accepted<X>(Arrival<X> arrival) implements Decoded<X> {}

  /**
   * The record becomes a dead letter.
   *
   * @param reason why
   * @param detail one line for a person; never the content of the record
   */
  record Rejected<X>(Reason reason, String detail) implements Decoded<X> {}
}
